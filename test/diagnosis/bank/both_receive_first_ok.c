/*
 * both_receive_first_ok.c: the mended twin of both_receive_first.c.
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
    write(down[1], "q", 1);
    read(up[0], &c, 1);
    wait(NULL);
    return c == 'a' ? 0 : 1;
}
