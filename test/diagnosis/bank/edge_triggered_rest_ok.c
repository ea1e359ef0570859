/* edge_triggered_rest_ok.c: all is read, until EAGAIN. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char bytes[4];
    struct epoll_event wanted = { .events = EPOLLIN | EPOLLET }, came;

    pipe2(ends, O_NONBLOCK);
    if (fork() == 0) {
        write(ends[1], "eight by", 8);
        _exit(0);
    }
    close(ends[1]);
    int epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &wanted);
    for (;;) {
        epoll_wait(epoll, &came, 1, -1);
        for (;;) {
            long n = read(ends[0], bytes, sizeof bytes);
            if (n == 0)
                return 0;
            if (n == -1)
                break;
        }
    }
}
