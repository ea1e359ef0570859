/*
 * filter_both_full.c: writes everything to a filter before reading anything back.
 * finding: IPC001, hangs
 * words: One of them has to receive before it sends more
 * lines: 32 24 22
 */

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int to[2], from[2];
    static char block[300000];
    long total = 0;
    ssize_t n;

    memset(block, 'y', sizeof block);
    pipe(to);
    pipe(from);
    if (fork() == 0) {
        dup2(to[0], 0);
        dup2(from[1], 1);
        close(to[0]); close(to[1]); close(from[0]); close(from[1]);
        execlp("cat", "cat", (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    write(to[1], block, sizeof block);
    close(to[1]);
    while ((n = read(from[0], block, sizeof block)) > 0)
        total += n;
    while (wait(NULL) > 0)
        ;
    printf("%ld\n", total);
    return 0;
}
