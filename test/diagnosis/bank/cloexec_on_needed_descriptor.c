/*
 * cloexec_on_needed_descriptor.c: the descriptor that the program needs is closed by exec.
 * finding: IPC011
 * words: dup2(7, 1) failed with EBADF
 * lines: 21 22
 */

#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    char buf[16];

    pipe2(p, O_CLOEXEC);
    if (fork() == 0) {
        dup3(p[1], 7, O_CLOEXEC);
        execl("/bin/sh", "sh", "-c", "echo ready >&7", (char *)NULL);
        _exit(127);
    }
    close(p[1]);
    ssize_t n = read(p[0], buf, sizeof buf);
    wait(NULL);
    printf("%zd\n", n);
    return 0;
}
