/*
 * broken_closed_member.c: a descriptor is closed and is reported all the same, for ever.
 *
 * What to watch for in the diagram:
 *   1. The read end of a pipe is in the set of an epoll instance. A child has a copy of
 *      the descriptor, from fork.
 *   2. The parent closes its descriptor and believes that it is out of the set, too. But a
 *      member is an open file description, and the child's copy keeps it: the card of the
 *      instance says so.
 *   3. There are bytes in the pipe: epoll_wait() reports the member again and again. The
 *      number by which the parent knows it is of no open descriptor: read() fails with
 *      EBADF, and so does epoll_ctl() when it is to take the member out.
 *   4. The loop that should wait turns at full speed. When the child ends, the member is gone.
 *
 * What is wrong: close() takes a member out only when it was the last descriptor of its
 * description. Take it out by EPOLL_CTL_DEL before it is closed.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROUNDS 3

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static pid_t start_child(void)
{
    pid_t child = fork();

    if (child == -1)
        die("fork");
    while (child == 0)
        pause();
    return child;
}

int main(void)
{
    int ends[2];
    char byte;
    struct epoll_event ready;

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (pipe(ends) == -1 || write(ends[1], "bytes", 5) != 5)
        die("pipe");
    int set = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event interest = { .events = EPOLLIN, .data = { .fd = ends[0] } };
    if (set == -1 || epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &interest) == -1)
        die("epoll_ctl");
    pid_t child = start_child();
    close(ends[0]);
    /* Stop 1: the member is closed, and is still there. Step: it is reported. */
    for (int round = 0; round < ROUNDS; round++) {
        if (epoll_wait(set, &ready, 1, -1) != 1)
            die("epoll_wait");
        if (read(ready.data.fd, &byte, 1) == -1)
            printf("reported, and %s\n", errno == EBADF ? "there is no such descriptor" : strerror(errno));
    }
    if (epoll_ctl(set, EPOLL_CTL_DEL, interest.data.fd, NULL) == -1)
        printf("taken out: %s\n", errno == EBADF ? "no, there is no such descriptor" : strerror(errno));
    if (kill(child, SIGKILL) == -1 || waitpid(child, NULL, 0) == -1)
        die("kill");
    /* Stop 2: the child is gone, and the member with it. */
    printf("after the child's end: %d reported\n", epoll_wait(set, &ready, 1, 0));
    return EXIT_SUCCESS;
}
