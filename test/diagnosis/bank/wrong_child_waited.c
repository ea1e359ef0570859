/*
 * wrong_child_waited.c: waits for somebody else's child.
 * finding: IPC031
 * words: p3 is no child of p1
 * lines: 30
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    pid_t grandchild;

    pipe(p);
    if (fork() == 0) {
        grandchild = fork();
        if (grandchild == 0) {
            usleep(300000);
            write(2, "work done\n", 10);
            _exit(0);
        }
        write(p[1], &grandchild, sizeof grandchild);
        _exit(0);
    }
    close(p[1]);
    read(p[0], &grandchild, sizeof grandchild);
    if (waitpid(grandchild, NULL, 0) < 0)
        perror("waitpid");
    write(2, "all done\n", 9);
    wait(NULL);
    return 0;
}
