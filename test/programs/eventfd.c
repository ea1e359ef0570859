/*
 * eventfd.c: counters in the ways that have rules of their own (eventfd(2), fs/eventfd.c): flags, errors, values near the
 * largest, vectors, several readers and writers who wait, signals, threads. Ends with 1 when a result is not the expected one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const uint64_t largest = UINT64_MAX - 1;
static void *volatile nowhere;

/* A result that is an error is its negative number. */
static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    exit(EXIT_FAILURE);
}

static void rest(void)
{
    struct timespec duration = { 0, 30 * 1000 * 1000 };

    while (nanosleep(&duration, &duration) == -1)
        continue;
}

static int counter_with(unsigned initial, int flags)
{
    int counter = eventfd(initial, flags);

    if (counter == -1)
        expect(counter, 0, "eventfd");
    return counter;
}

static long add(int counter, uint64_t number)
{
    return write(counter, &number, sizeof number);
}

static void expect_taken(int counter, uint64_t expected)
{
    uint64_t number = 0;

    expect(read(counter, &number, sizeof number), sizeof number, "read");
    expect((long) number, (long) expected, "the number");
}

static pid_t start(void)
{
    pid_t child = fork();

    if (child == -1)
        expect(child, 0, "fork");
    return child;
}

static void wait_for(pid_t child, int expected)
{
    int status = -1;

    expect(waitpid(child, &status, 0), child, "waitpid");
    expect(status, expected, "wait status");
}

static void flags(void)
{
    for (int combination = 0; combination < 8; combination++) {
        int word = (combination & 1 ? EFD_SEMAPHORE : 0) | (combination & 2 ? EFD_NONBLOCK : 0);
        int counter = counter_with(2, word | (combination & 4 ? EFD_CLOEXEC : 0));

        expect_taken(counter, combination & 1 ? 1 : 2);
        close(counter);
    }
    expect(eventfd(0, 2), -EINVAL, "an unknown flag");
    int old = (int) syscall(SYS_eventfd, UINT_MAX); /* The call without flags. */
    expect_taken(old, UINT_MAX);
    close(old);
}

static void errors(void)
{
    int counter = counter_with(0, EFD_NONBLOCK);
    uint64_t two[2] = { 3, 4 };

    expect(read(counter, two, 8), -EAGAIN, "read at 0");
    expect(read(counter, two, 7), -EINVAL, "a short read");
    expect(write(counter, two, 7), -EINVAL, "a short write");
    (void) !write(counter, two, 16); /* Eight bytes are used, or it is refused: kernels differ. */
    expect(add(counter, 1), 8, "write");
    expect(read(counter, two, 16), 8, "a long read");
    expect(add(counter, UINT64_MAX), -EINVAL, "more than the largest");
    expect(add(counter, 0), 8, "nothing added");
    expect(read(counter, two, 8), -EAGAIN, "read at 0");
    expect(add(counter, largest), 8, "the largest");
    expect(add(counter, 1), -EAGAIN, "no room");
    expect(add(counter, 0), 8, "room for nothing");
    expect_taken(counter, largest);
    expect(write(counter, nowhere, 8), -EFAULT, "write from nowhere");
    expect(pread(counter, two, 8, 0), -ESPIPE, "pread");
    close(counter);
    expect(add(counter, 1), -EBADF, "write after close");
}

static void vectors(void)
{
    int counter = counter_with(0, EFD_NONBLOCK);
    uint64_t numbers[2] = { 5, 6 };
    struct iovec each[2] = { { &numbers[0], 8 }, { &numbers[1], 8 } };
    struct iovec halves[2] = { { &numbers[0], 4 }, { (char *) &numbers[0] + 4, 4 } };

    expect(writev(counter, each, 2), 16, "writev"); /* Two writes. */
    expect(readv(counter, halves, 2), 8, "readv");
    expect((long) numbers[0], 11, "the number");
    close(counter);
}

/* The counter belongs to the open file description, O_NONBLOCK too. */
static void duplicates(void)
{
    int counter = counter_with(1, EFD_SEMAPHORE);
    int copy = dup(counter), on = 1;

    expect(add(copy, 1), 8, "write to the copy");
    expect_taken(counter, 1);
    expect_taken(copy, 1);
    expect(ioctl(counter, FIONBIO, &on), 0, "FIONBIO");
    expect(read(copy, &(uint64_t){ 0 }, 8), -EAGAIN, "read of the copy at 0");
    struct pollfd ready = { copy, POLLIN | POLLOUT, 0 };
    expect(poll(&ready, 1, 0), 1, "poll");
    expect(ready.revents, POLLOUT, "ready for");
    close(counter);
    close(copy);
}

static void many_writers(void)
{
    int counter = counter_with(0, 0);
    pid_t children[4];

    for (int i = 0; i < 4; i++) {
        children[i] = start();
        if (children[i] == 0) {
            for (int j = 0; j < 5; j++)
                expect(add(counter, 1 + (uint64_t) i), 8, "write");
            exit(EXIT_SUCCESS);
        }
    }
    for (int i = 0; i < 4; i++)
        wait_for(children[i], 0);
    expect_taken(counter, 5 * (1 + 2 + 3 + 4));
    close(counter);
}

/* Nothing added wakes nobody; 2 lets two of the three go on. */
static void many_readers(void)
{
    int semaphore = counter_with(0, EFD_SEMAPHORE);
    pid_t children[3];

    for (int i = 0; i < 3; i++) {
        children[i] = start();
        if (children[i] == 0) {
            expect_taken(semaphore, 1);
            exit(EXIT_SUCCESS);
        }
    }
    rest();
    expect(add(semaphore, 0), 8, "nothing added");
    rest();
    expect(add(semaphore, 2), 8, "2 added");
    rest();
    expect(add(semaphore, 1), 8, "1 added");
    for (int i = 0; i < 3; i++)
        wait_for(children[i], 0);
    close(semaphore);
}

static void waiting_writers(void)
{
    int counter = counter_with(0, 0);
    pid_t children[2];

    expect(add(counter, largest), 8, "the largest");
    for (int i = 0; i < 2; i++) {
        children[i] = start();
        if (children[i] == 0) {
            expect(add(counter, 3), 8, "a write that waits");
            exit(EXIT_SUCCESS);
        }
    }
    rest();
    expect_taken(counter, largest);
    for (int i = 0; i < 2; i++)
        wait_for(children[i], 0);
    expect_taken(counter, 6);
    close(counter);
}

static void handle(int signal)
{
    (void) signal;
}

/* Ended by a signal, interrupted by a handler, or begun again after it. */
static void signals(void)
{
    int counter = counter_with(0, 0);

    for (int restart = 0; restart < 2; restart++) {
        struct sigaction action = { .sa_handler = handle, .sa_flags = restart ? SA_RESTART : 0 };

        sigaction(SIGUSR1, &action, NULL);
        pid_t child = start();
        if (child == 0) {
            uint64_t number;
            int interrupted = 0;

            while (read(counter, &number, 8) == -1 && errno == EINTR)
                interrupted = 1;
            exit(interrupted && restart);
        }
        rest();
        kill(child, SIGUSR1);
        rest();
        expect(add(counter, 1), 8, "write");
        wait_for(child, 0);
    }
    pid_t child = start();
    if (child == 0)
        exit((int) read(counter, &(uint64_t){ 0 }, 8));
    rest();
    kill(child, SIGKILL);
    wait_for(child, SIGKILL);
    close(counter);
}

static void *take_in_thread(void *counter)
{
    expect_taken(*(int *) counter, 7);
    return NULL;
}

static void threads(void)
{
    int counter = counter_with(0, EFD_CLOEXEC);
    pthread_t thread;

    pthread_create(&thread, NULL, take_in_thread, &counter);
    rest();
    expect(add(counter, 7), 8, "write");
    pthread_join(thread, NULL);
    close(counter);
}

int main(void)
{
    flags();
    errors();
    vectors();
    duplicates();
    many_writers();
    many_readers();
    waiting_writers();
    signals();
    threads();
    return EXIT_SUCCESS;
}
