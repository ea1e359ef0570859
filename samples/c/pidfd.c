/*
 * pidfd.c: a descriptor for a process: its end can be waited for, and its number cannot lie.
 *
 * What to watch for in the diagram:
 *   1. pidfd_open() gives the parent a descriptor for each child. poll() waits for all of
 *      them at once, and for one only until it ends: then its pidfd is readable.
 *   2. The child that ended is a zombie, and its pidfd still refers to it. waitid(P_PIDFD)
 *      reaps exactly this child.
 *   3. After that the number of the child may be given to another process. kill() would hit
 *      that one; pidfd_send_signal() fails with ESRCH, since it refers to the process, not
 *      to its number.
 *   4. pidfd_getfd() takes a copy of a descriptor out of another process: both then refer to
 *      the same open file description.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

#define CHILDREN 2

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Has a pipe of its own, and says when it is there; then it waits to be ended. */
static pid_t start_child(int number, int ready)
{
    pid_t child = fork();

    if (child == -1)
        die("fork");
    if (child == 0) {
        int ends[2];
        if (pipe(ends) == -1 || write(ends[1], "from the child", 14) != 14)
            die("pipe");
        if (write(ready, &ends[0], sizeof ends[0]) != sizeof ends[0])
            die("write");
        if (number == 0)
            exit(7);
        for (;;)
            pause();
    }
    return child;
}

static int open_pidfd(pid_t process)
{
    int pidfd = (int) syscall(SYS_pidfd_open, process, 0);

    if (pidfd == -1)
        die("pidfd_open");
    return pidfd;
}

static void take_descriptor(int pidfd, int number)
{
    char text[32];
    int copy = (int) syscall(SYS_pidfd_getfd, pidfd, number, 0);

    if (copy == -1)
        die("pidfd_getfd");
    /* Stop 3: a row of the parent leads to the pipe that the child made. */
    ssize_t length = read(copy, text, sizeof text);
    if (length == -1)
        die("read");
    printf("taken: %.*s\n", (int) length, text);
    close(copy);
}

static void reap(int pidfd)
{
    siginfo_t information;

    memset(&information, 0, sizeof information);
    if (waitid(P_PIDFD, (id_t) pidfd, &information, WEXITED) == -1)
        die("waitid");
    printf("reaped: %s %d\n", information.si_code == CLD_EXITED ? "exit status" : "signal", information.si_status);
}

int main(void)
{
    pid_t children[CHILDREN];
    struct pollfd ended[CHILDREN];
    int ready[2], ends[CHILDREN];

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (pipe(ready) == -1)
        die("pipe");
    for (int number = 0; number < CHILDREN; number++) {
        children[number] = start_child(number, ready[1]);
        ended[number] = (struct pollfd){ open_pidfd(children[number]), POLLIN, 0 };
        if (read(ready[0], &ends[number], sizeof ends[number]) != sizeof ends[number])
            die("read");
    }
    /* Stop 1: step. poll() waits until one of the two has ended: the first does so by itself. */
    if (poll(ended, CHILDREN, -1) == -1)
        die("poll");
    for (int number = 0; number < CHILDREN; number++)
        printf("child %d: %s\n", number + 1, ended[number].revents & POLLIN ? "has ended" : "lives");
    /* Stop 2: the first is a zombie. Step: it is gone, and its pidfd stands for nobody any more. */
    reap(ended[0].fd);
    if (syscall(SYS_pidfd_send_signal, ended[0].fd, SIGTERM, NULL, 0) == -1)
        printf("signal to the first: %s\n", errno == ESRCH ? "it is gone" : strerror(errno));
    take_descriptor(ended[1].fd, ends[1]);
    if (syscall(SYS_pidfd_send_signal, ended[1].fd, SIGTERM, NULL, 0) == -1)
        die("pidfd_send_signal");
    reap(ended[1].fd);
    return EXIT_SUCCESS;
}
