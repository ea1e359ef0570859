#include "operation.h"
#include <poll.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>

OPERATION(epoll)
{
    epoll_create1((int) numbers[0]);
}

/* The set, EPOLL_CTL_…, the member, the events. The data are the member's number. */
OPERATION(interest)
{
    struct epoll_event event = { .events = (uint32_t) numbers[3], .data = { .u64 = (uint64_t) numbers[2] } };

    (void) epoll_ctl((int) numbers[0], (int) numbers[1], (int) numbers[2], &event);
}

OPERATION(epollwait)
{
    struct epoll_event events[8];

    (void) epoll_wait((int) numbers[0], events, (int) numbers[1], 0);
}

OPERATION(poll)
{
    struct pollfd set[3];

    for (int place = 0; place < 3; place++)
        set[place] = (struct pollfd){ (int) numbers[place], POLLIN | POLLOUT, 0 };
    (void) poll(set, 3, 0);
}

OPERATION(select)
{
    fd_set readable, writable;
    struct timeval none = { 0, 0 };

    FD_ZERO(&readable);
    FD_ZERO(&writable);
    FD_SET((int) numbers[0], &readable);
    FD_SET((int) numbers[1], &writable);
    (void) select(64, &readable, &writable, NULL, &none);
}
