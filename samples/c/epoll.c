/*
 * epoll.c: two workers, one reader. The kernel keeps the set of descriptors that it waits for.
 *
 * What to watch for in the diagram:
 *   1. epoll_create1() gives one descriptor. It leads to an empty set.
 *   2. epoll_ctl() puts the read ends of both pipes into the set, each with a number by which
 *      the program knows it again.
 *   3. The reader waits in epoll_wait(), not in read(): it is woken by whichever is ready first.
 *   4. A read end that was not read to its end is reported again (level-triggered). With
 *      EPOLLET it is reported once for each change, whatever is left in the pipe.
 *   5. When a worker has closed its write end, EPOLLHUP is reported, though nobody asked for it.
 *   6. A member is an open file description, not a number: closed, it stays in the set as long
 *      as a duplicate refers to the same description, and is still reported.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

static void add(int set, int fd, unsigned events, unsigned worker)
{
    struct epoll_event event = { .events = events, .data = { .u32 = worker } };
    if (epoll_ctl(set, EPOLL_CTL_ADD, fd, &event) == -1)
        die("epoll_ctl");
}

/* The number of the worker whose pipe is ready, or 0 when none is within the time. */
static unsigned next(int set, int milliseconds)
{
    struct epoll_event event;
    int count = epoll_wait(set, &event, 1, milliseconds);
    if (count == -1)
        die("epoll_wait");
    if (count == 0) {
        printf("reader: nothing is ready\n");
        return 0;
    }
    printf("reader: worker %u%s%s\n", event.data.u32, event.events & EPOLLIN ? " can be read" : "",
           event.events & EPOLLHUP ? ", has closed its end" : "");
    return event.data.u32;
}

static void take(int fd, size_t at_most)
{
    char bytes[16];
    ssize_t length = read(fd, bytes, at_most);
    if (length == -1)
        die("read");
    printf("reader: got %zd bytes\n", length);
}

static void put(int fd, const char *bytes, size_t length)
{
    if (write(fd, bytes, length) != (ssize_t) length)
        die("write");
}

int main(void)
{
    int ends[3][2], order[2];
    pid_t workers[3];

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (pipe(order) == -1)
        die("pipe");
    for (unsigned worker = 1; worker <= 2; worker++) {
        if (pipe(ends[worker]) == -1)
            die("pipe");
        workers[worker] = fork();
        if (workers[worker] == -1)
            die("fork");
        if (workers[worker] == 0) {
            close(ends[worker][0]);
            close(order[1]);
            if (worker == 2) {
                char go; /* The second begins when the reader says so. */
                if (read(order[0], &go, 1) != 1)
                    die("read");
            }
            rest(100); /* The reader waits in epoll_wait() meanwhile. */
            put(ends[worker][1], "abcdef", 6);
            rest(100); /* Its end of the pipe is open while the reader looks. */
            exit(EXIT_SUCCESS);
        }
        close(ends[worker][1]);
    }
    close(order[0]);

    int set = epoll_create1(0);
    if (set == -1)
        die("epoll_create1");
    /* Stop 1: the set is empty. Step: the pipe of worker 1 is in it. */
    add(set, ends[1][0], EPOLLIN, 1);
    add(set, ends[2][0], EPOLLIN | EPOLLET, 2);

    next(set, -1);
    if (waitpid(workers[1], NULL, 0) == -1)
        die("waitpid");
    /* Stop 2: three of the six bytes are taken. Step: it is reported again. */
    take(ends[1][0], 3);
    next(set, -1);
    take(ends[1][0], 3);
    /* Stop 3: the pipe is empty and has no writer. Step: that is reported, and would be for ever. */
    next(set, -1);
    if (epoll_ctl(set, EPOLL_CTL_DEL, ends[1][0], NULL) == -1)
        die("epoll_ctl");

    put(order[1], "!", 1);
    if (waitpid(workers[2], NULL, 0) == -1)
        die("waitpid");
    next(set, -1);
    take(ends[2][0], 3);
    /* Stop 4: three bytes are left in the pipe of worker 2, and the set is silent: edge-triggered. */
    next(set, 0);

    int copy = dup(ends[2][0]);
    if (copy == -1)
        die("dup");
    struct epoll_event level = { .events = EPOLLIN, .data = { .u32 = 2 } };
    if (epoll_ctl(set, EPOLL_CTL_MOD, ends[2][0], &level) == -1)
        die("epoll_ctl");
    close(ends[2][0]);
    /* Stop 5: the descriptor is closed, and still in the set, since the copy keeps the description. */
    next(set, 0);
    close(copy);
    /* Stop 6: with its last descriptor it has left the set. */
    next(set, 0);
    close(set);
    return EXIT_SUCCESS;
}
