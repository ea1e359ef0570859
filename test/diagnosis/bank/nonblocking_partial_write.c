/*
 * nonblocking_partial_write.c: short write of a non-blocking pipe ignored.
 * finding: IPC021
 * words: wrote only 65536 of 100000 bytes
 * lines: 26
 */

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    static char block[100000];
    char buf[4096];
    long total = 0;
    ssize_t n;

    pipe(p);
    if (fork() == 0) {
        close(p[0]);
        fcntl(p[1], F_SETFL, O_NONBLOCK);
        write(p[1], block, sizeof block);
        _exit(0);
    }
    close(p[1]);
    usleep(100000);
    while ((n = read(p[0], buf, sizeof buf)) > 0)
        total += n;
    wait(NULL);
    printf("%ld of %zu\n", total, sizeof block);
    return 0;
}
