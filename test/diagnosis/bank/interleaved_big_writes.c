/*
 * interleaved_big_writes.c: records larger than PIPE_BUF from two writers get mixed.
 * finding: IPC022
 * words: A write of 6000 bytes
 * lines: 27 27
 */

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2], mixed = 0;
    enum { SIZE = 6000 };
    static char rec[SIZE];
    size_t have = 0;
    ssize_t n;

    pipe(p);
    for (int k = 0; k < 2; k++)
        if (fork() == 0) {
            close(p[0]);
            memset(rec, 'A' + k, sizeof rec);
            for (int i = 0; i < 40; i++)
                write(p[1], rec, sizeof rec);
            _exit(0);
        }
    close(p[1]);
    usleep(100000);
    while ((n = read(p[0], rec + have, sizeof rec - have)) > 0) {
        have += n;
        if (have == sizeof rec) {
            for (size_t i = 1; i < sizeof rec; i++)
                mixed += rec[i] != rec[i - 1];
            have = 0;
        }
    }
    while (wait(NULL) > 0)
        ;
    printf("%d seams inside records\n", mixed);
    return 0;
}
