/*
 * epoll_timeout.c: epoll_wait() and poll() on an empty pipe time out after 200 ms. They
 * must return 0, not fail with EINTR, also when a debugger stops the process meanwhile.
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    int ends[2];

    if (pipe(ends) == -1)
        die("pipe");
    int watcher = epoll_create1(EPOLL_CLOEXEC);
    if (watcher == -1)
        die("epoll_create1");
    struct epoll_event interest = { .events = EPOLLIN, .data.fd = ends[0] };
    if (epoll_ctl(watcher, EPOLL_CTL_ADD, ends[0], &interest) == -1)
        die("epoll_ctl");

    struct epoll_event ready;
    errno = 0;
    int result = epoll_wait(watcher, &ready, 1, 200);
    printf("epoll_wait: result %d, errno %d (%s)\n", result, errno, strerror(errno));

    struct pollfd member = { .fd = ends[0], .events = POLLIN };
    errno = 0;
    result = poll(&member, 1, 200);
    printf("poll: result %d, errno %d (%s)\n", result, errno, strerror(errno));

    close(watcher);
    close(ends[0]);
    close(ends[1]);
    return EXIT_SUCCESS;
}
