/*
 * copied_in_parts_ok.c: suspicious, but correct: both ends copy a stream of text by buffers of one odd size, and no record is meant.
 */
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    static char buffer[70004];
    int ends[2];
    long total = 0;
    ssize_t length;

    pipe(ends);
    if (fork() == 0) {
        close(ends[0]);
        memset(buffer, 'x', sizeof buffer);
        for (int i = 0; i < 3; i++)
            write(ends[1], buffer, sizeof buffer);
        _exit(0);
    }
    close(ends[1]);
    while ((length = read(ends[0], buffer, sizeof buffer)) > 0)
        total += length;
    wait(NULL);
    return total == 3 * (long)sizeof buffer ? 0 : 1;
}
