/*
 * wrong_child_waited_ok.c: the mended twin of wrong_child_waited.c.
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    pid_t grandchild;
    char c;

    pipe(p);
    if (fork() == 0) {
        grandchild = fork();
        if (grandchild == 0) {
            close(p[0]);
            usleep(300000);
            write(2, "work done\n", 10);
            _exit(0);
        }
        write(p[1], &grandchild, sizeof grandchild);
        _exit(0);
    }
    close(p[1]);
    read(p[0], &grandchild, sizeof grandchild);
    while (read(p[0], &c, 1) > 0)
        ;
    write(2, "all done\n", 9);
    wait(NULL);
    return 0;
}
