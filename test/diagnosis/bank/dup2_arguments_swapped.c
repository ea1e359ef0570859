/*
 * dup2_arguments_swapped.c: dup2(old, new) with swapped arguments.
 * finding: IPC012
 * words: Did you mean dup2(4, 1)?
 * lines: 20
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    char buf[64];

    pipe(p);
    if (fork() == 0) {
        close(p[0]);
        dup2(1, p[1]);
        close(p[1]);
        execlp("echo", "echo", "result", (char *)NULL);
        _exit(127);
    }
    close(p[1]);
    ssize_t n = read(p[0], buf, sizeof buf);
    wait(NULL);
    fprintf(stderr, "captured %zd bytes\n", n);
    return 0;
}
