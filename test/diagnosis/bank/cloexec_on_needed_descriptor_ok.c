/*
 * cloexec_on_needed_descriptor_ok.c: the mended twin of cloexec_on_needed_descriptor.c.
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
        dup2(p[1], 7);
        execl("/bin/sh", "sh", "-c", "echo ready >&7", (char *)NULL);
        _exit(127);
    }
    close(p[1]);
    ssize_t n = read(p[0], buf, sizeof buf);
    wait(NULL);
    printf("%zd\n", n);
    return 0;
}
