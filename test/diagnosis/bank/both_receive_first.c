/*
 * both_receive_first.c: two processes that both receive first.
 * finding: IPC001, hangs
 * words: One of them has to send first
 * lines: 28 22 19 18
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int up[2], down[2];
    char c = 0;

    pipe(up);
    pipe(down);
    if (fork() == 0) {
        close(up[0]);
        close(down[1]);
        read(down[0], &c, 1);
        write(up[1], "a", 1);
        _exit(0);
    }
    close(up[1]);
    close(down[0]);
    read(up[0], &c, 1);
    write(down[1], "q", 1);
    wait(NULL);
    return c == 'a' ? 0 : 1;
}
