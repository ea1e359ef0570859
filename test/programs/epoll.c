/*
 * epoll.c: sets in the ways that have rules of their own (epoll(7), fs/eventpoll.c): one-shot, edge, exclusive, nested, duplicates,
 * closed members, shared by fork, errors; and poll and select with what they pass over. Ends with 1 when a result is not the expected one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    exit(EXIT_FAILURE);
}

static int control(int set, int operation, int fd, uint32_t events, uint64_t data)
{
    struct epoll_event event = { .events = events, .data = { .u64 = data } };

    return epoll_ctl(set, operation, fd, &event);
}

static void expect_reported(int set, int count, uint64_t data, uint32_t events)
{
    struct epoll_event reported[4];

    memset(reported, 0, sizeof reported);
    expect(epoll_wait(set, reported, 4, 0), count, "epoll_wait");
    if (count != 1)
        return;
    expect((long) reported[0].data.u64, (long) data, "the data");
    expect(reported[0].events, events, "the events");
}

static int new_set(void)
{
    int set = epoll_create1(EPOLL_CLOEXEC);

    if (set == -1)
        expect(set, 0, "epoll_create1");
    return set;
}

static void one_shot(void)
{
    int set = new_set(), first = eventfd(1, 0), second = eventfd(1, 0);

    expect(control(set, EPOLL_CTL_ADD, first, EPOLLIN | EPOLLONESHOT, 7), 0, "add");
    expect_reported(set, 1, 7, EPOLLIN);
    expect_reported(set, 0, 0, 0);
    expect(control(set, EPOLL_CTL_MOD, first, EPOLLIN | EPOLLONESHOT | EPOLLET, 7), 0, "change");
    expect_reported(set, 1, 7, EPOLLIN);
    expect(control(set, EPOLL_CTL_ADD, second, EPOLLIN | EPOLLONESHOT, 7), 0, "add another with the same data");
    expect_reported(set, 1, 7, EPOLLIN);
    expect(control(set, EPOLL_CTL_MOD, second, 0, UINT64_MAX), 0, "wait for errors only");
    expect_reported(set, 0, 0, 0);
    close(first);
    close(second);
    close(set);
}

static void members(void)
{
    int set = new_set(), counter = eventfd(1, 0), copy = dup(counter);

    expect(control(set, EPOLL_CTL_ADD, counter, EPOLLIN, 1), 0, "add");
    expect(control(set, EPOLL_CTL_ADD, counter, EPOLLIN, 1), -EEXIST, "add again");
    expect(control(set, EPOLL_CTL_MOD, copy, EPOLLIN, 1), -ENOENT, "change what is not in it");
    expect(control(set, EPOLL_CTL_ADD, copy, EPOLLOUT, 2), 0, "the same under another number");
    expect_reported(set, 2, 0, 0);
    expect(control(set, EPOLL_CTL_ADD, set, EPOLLIN, 1), -EINVAL, "add it to itself");
    expect(control(set, EPOLL_CTL_ADD, 99, EPOLLIN, 1), -EBADF, "add no descriptor");
    int file = open("/dev/null", O_RDONLY);
    expect(control(set, EPOLL_CTL_ADD, file, EPOLLIN, 1), -EPERM, "add what is always ready");
    close(file);
    close(counter);
    expect_reported(set, 2, 0, 0);
    /* The number is used again, for something else: a member with the old number stays beside it. */
    expect(dup2(eventfd(0, 0), counter), counter, "dup2");
    expect(control(set, EPOLL_CTL_DEL, counter, 0, 0), -ENOENT, "delete what is not in it");
    expect(control(set, EPOLL_CTL_ADD, counter, EPOLLIN | EPOLLEXCLUSIVE, 3), 0, "add under the same number");
    expect(epoll_ctl(set, EPOLL_CTL_DEL, copy, NULL), 0, "delete");
    expect_reported(set, 1, 1, EPOLLIN);
    close(copy);
    expect_reported(set, 0, 0, 0);
    close(set);
}

static void nested(void)
{
    int outer = new_set(), inner = new_set(), ends[2];

    expect(pipe(ends), 0, "pipe");
    expect(control(inner, EPOLL_CTL_ADD, ends[0], EPOLLIN | EPOLLRDHUP, 5), 0, "add to the inner one");
    expect(control(outer, EPOLL_CTL_ADD, inner, EPOLLIN, 6), 0, "add the inner one");
    expect_reported(outer, 0, 0, 0);
    expect(write(ends[1], "x", 1), 1, "write");
    expect_reported(outer, 1, 6, EPOLLIN);
    expect_reported(inner, 1, 5, EPOLLIN);
    pid_t child = fork();
    if (child == 0) { /* The set is shared: what the child adds is there for the parent. */
        expect(control(inner, EPOLL_CTL_ADD, ends[1], EPOLLOUT | EPOLLET, 8), 0, "add in the child");
        _exit(EXIT_SUCCESS);
    }
    expect(waitpid(child, NULL, 0), child, "waitpid");
    expect_reported(inner, 2, 0, 0);
    close(ends[0]);
    expect_reported(inner, 1, 8, EPOLLOUT | EPOLLERR);
    close(ends[1]);
    close(inner);
    close(outer);
}

static void polled(void)
{
    int ends[2];
    fd_set readable, writable;

    expect(pipe(ends), 0, "pipe");
    struct pollfd set[4] = { { ends[0], POLLIN | POLLPRI, 0 }, { -5, POLLIN, 0 }, { 99, 0, 0 }, { ends[1], POLLOUT, 0 } };
    expect(poll(set, 2, 0), 0, "poll nothing ready");
    expect(poll(set, 4, 0), 2, "poll");
    expect(set[2].revents, POLLNVAL, "no descriptor");
    expect(poll(NULL, 0, 1), 0, "poll only for time");
    FD_ZERO(&readable);
    FD_ZERO(&writable);
    FD_SET(ends[0], &readable);
    FD_SET(ends[1], &writable);
    expect(select(ends[1] + 1, &readable, &writable, NULL, NULL), 1, "select");
    pid_t child = fork();
    if (child == 0) {
        set[0].events = POLLIN;
        expect(ppoll(set, 1, NULL, NULL), 1, "ppoll");
        _exit(EXIT_SUCCESS);
    }
    expect(write(ends[1], "y", 1), 1, "write");
    expect(waitpid(child, NULL, 0), child, "waitpid");
    close(ends[1]);
    struct timespec none = { 0, 0 };
    FD_SET(ends[0], &readable);
    expect(pselect(ends[0] + 1, &readable, NULL, NULL, &none, NULL), 1, "pselect");
    close(ends[0]);
}

int main(void)
{
    one_shot();
    members();
    nested();
    polled();
    puts("well");
    return EXIT_SUCCESS;
}
