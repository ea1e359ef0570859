/*
 * poll.c: several producers, one consumer who watches them with select, then with poll.
 *
 * What to watch for in the diagram:
 *   1. The consumer waits for three pipes at once: the set that it waits for is in the reason,
 *      and none of the pipes alone keeps it.
 *   2. select() says which can be read. The sets that it is given are changed: they must be
 *      filled anew each time.
 *   3. poll() is asked for POLLIN only. It also says POLLHUP when the last write end is closed
 *      (asked or not), and POLLNVAL for a number that is of no open descriptor.
 *   4. POLLOUT: a full pipe is not ready to be written; after a read of a page it is.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PRODUCERS 3

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

/* One letter each, when its turn comes. */
static pid_t start_producer(int number, int ends[2])
{
    if (pipe(ends) == -1)
        die("pipe");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        char letter = (char) ('a' + number);
        close(ends[0]);
        rest(100 * (number + 1)); /* The consumer waits meanwhile. */
        if (write(ends[1], &letter, 1) != 1)
            die("write");
        exit(EXIT_SUCCESS);
    }
    close(ends[1]);
    return child;
}

static void take(int fd)
{
    char letter;
    ssize_t length = read(fd, &letter, 1);
    if (length == -1)
        die("read");
    printf(length == 1 ? "consumer: got %c\n" : "consumer: end of file\n", letter);
}

static void watch_with_select(int ends[PRODUCERS][2])
{
    fd_set readable;
    FD_ZERO(&readable);
    for (int number = 0; number < PRODUCERS; number++)
        FD_SET(ends[number][0], &readable);
    /* Stop 1: nothing is written yet. Step: the consumer waits for all three. */
    if (select(ends[PRODUCERS - 1][0] + 1, &readable, NULL, NULL, NULL) == -1)
        die("select");
    for (int number = 0; number < PRODUCERS; number++) {
        if (FD_ISSET(ends[number][0], &readable)) {
            printf("select: producer %d\n", number + 1);
            take(ends[number][0]);
        }
    }
}

static void watch_with_poll(int ends[PRODUCERS][2], pid_t children[PRODUCERS])
{
    struct pollfd set[PRODUCERS];

    for (int number = 0; number < PRODUCERS; number++) {
        if (waitpid(children[number], NULL, 0) == -1)
            die("waitpid");
        set[number] = (struct pollfd){ ends[number][0], POLLIN, 0 };
    }
    close(ends[0][0]);
    /* Stop 2: the first descriptor is closed, the others have bytes and no writer. */
    if (poll(set, PRODUCERS, -1) == -1)
        die("poll");
    for (int number = 0; number < PRODUCERS; number++) {
        printf("poll: producer %d:%s%s%s\n", number + 1, set[number].revents & POLLIN ? " POLLIN" : "",
               set[number].revents & POLLHUP ? " POLLHUP" : "", set[number].revents & POLLNVAL ? " POLLNVAL" : "");
        if (set[number].revents & POLLIN)
            take(set[number].fd);
    }
}

static void watch_for_room(void)
{
    int ends[2];
    char page[4096];

    memset(page, 'x', sizeof page);
    if (pipe2(ends, O_NONBLOCK) == -1)
        die("pipe2");
    while (write(ends[1], page, sizeof page) > 0)
        continue;
    struct pollfd room = { ends[1], POLLOUT, 0 };
    /* Stop 3: the pipe is full. Step: poll() says that it is not ready to be written. */
    printf("poll: %d ready to be written\n", poll(&room, 1, 0));
    if (read(ends[0], page, sizeof page) == -1)
        die("read");
    printf("poll: %d ready to be written\n", poll(&room, 1, 0));
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    int ends[PRODUCERS][2];
    pid_t children[PRODUCERS];

    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int number = 0; number < PRODUCERS; number++)
        children[number] = start_producer(number, ends[number]);
    watch_with_select(ends);
    watch_with_poll(ends, children);
    watch_for_room();
    return EXIT_SUCCESS;
}
