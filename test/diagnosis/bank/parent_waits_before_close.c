/*
 * parent_waits_before_close.c: write end kept open while waiting for the reader.
 * finding: IPC001, hangs
 * words: p1 has to close its descriptor 4 before it waits
 * lines: 26 20 17
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    char buf[16];

    pipe(p);
    if (fork() == 0) {
        close(p[1]);
        while (read(p[0], buf, sizeof buf) > 0)
            ;
        _exit(0);
    }
    close(p[0]);
    write(p[1], "job", 3);
    wait(NULL);
    close(p[1]);
    return 0;
}
