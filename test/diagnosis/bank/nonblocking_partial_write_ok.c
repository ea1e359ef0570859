/*
 * nonblocking_partial_write_ok.c: the mended twin of nonblocking_partial_write.c.
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
        size_t done = 0;
        struct pollfd w = { p[1], POLLOUT, 0 };
        while (done < sizeof block) {
            poll(&w, 1, -1);
            if ((n = write(p[1], block + done, sizeof block - done)) > 0)
                done += n;
        }
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
