/*
 * pipe.c: pipes in the ways that have rules of their own (pipe(7), fs/pipe.c): packets, sizes, full and partly full ones, ends
 * that are opened again, bytes that never leave the kernel, waiting that a signal ends. Ends with 1 when a result is not the
 * expected one.
 *
 *     pipe            what one writer meets
 *     pipe writers    three writers who wait at one full pipe
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { page = 4096 };

static char bytes[2 * 65536];

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

static void make(int ends[2], int flags)
{
    expect(pipe2(ends, flags), 0, "pipe2");
}

static void close_both(int ends[2])
{
    close(ends[0]);
    close(ends[1]);
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

/* A write of at most PIPE_BUF is done whole or not at all, a larger one in parts. */
static void full(void)
{
    int ends[2];

    make(ends, O_NONBLOCK);
    expect(read(ends[0], bytes, 1), -EAGAIN, "empty");
    expect(write(ends[1], bytes, 2 * 65536), 65536, "as much as fits");
    expect(write(ends[1], bytes, 1), -EAGAIN, "full");
    expect(read(ends[0], bytes, 100), 100, "a part of a page");
    expect(write(ends[1], bytes, 100), -EAGAIN, "there is no whole page");
    expect(read(ends[0], bytes, page - 100), page - 100, "the rest of the page");
    expect(write(ends[1], bytes, 2 * page), page, "one page");
    expect(write(ends[1], bytes, 0), 0, "nothing");
    close(ends[0]);
    expect(write(ends[1], bytes, 1), -EPIPE, "no reader");
    close(ends[1]);
}

static void packets(void)
{
    int ends[2];

    make(ends, O_DIRECT | O_NONBLOCK);
    expect(write(ends[1], "first", 5), 5, "write");
    expect(write(ends[1], "second", 6), 6, "write");
    expect(read(ends[0], bytes, 3), 3, "a part of a packet, the rest is lost");
    expect(read(ends[0], bytes, 100), 6, "one packet");
    expect(write(ends[1], bytes, page + 1), page + 1, "two packets");
    expect(read(ends[0], bytes, 2 * page), page, "the first");
    expect(read(ends[0], bytes, 2 * page), 1, "the second");
    expect(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0, "F_SETFL");
    expect(write(ends[1], "ab", 2), 2, "write");
    expect(write(ends[1], "cd", 2), 2, "write");
    expect(read(ends[0], bytes, 100), 4, "no packets any more");
    close_both(ends);
}

static void sizes(void)
{
    int ends[2];

    make(ends, O_NONBLOCK);
    expect(fcntl(ends[0], F_SETPIPE_SZ, 1), page, "the smallest");
    expect(write(ends[1], bytes, 2 * page), page, "write");
    expect(fcntl(ends[1], F_SETPIPE_SZ, 3 * page), 4 * page, "rounded up");
    expect(write(ends[1], bytes, 2 * page), 2 * page, "write");
    expect(fcntl(ends[1], F_SETPIPE_SZ, page), -EBUSY, "too much in it");
    expect(fcntl(ends[1], F_GETPIPE_SZ), 4 * page, "F_GETPIPE_SZ");
    close_both(ends);
}

/* By its name in /proc each end can be opened again, with any access. */
static void opened_again(void)
{
    char name[40];
    int ends[2];

    make(ends, O_CLOEXEC);
    snprintf(name, sizeof name, "/proc/self/fd/%d", ends[0]);
    int both = open(name, O_RDWR), writer = open(name, O_WRONLY);
    expect(write(both, "abc", 3), 3, "write");
    close_both(ends);
    expect(read(both, bytes, 2), 2, "read");
    close(both);
    expect(write(writer, "d", 1), -EPIPE, "no reader");
    close(writer);
}

static void inside_the_kernel(void)
{
    int one[2], other[2];
    struct iovec parts[2] = { { "0123456789", 10 }, { "abc", 3 } };

    make(one, O_NONBLOCK);
    make(other, O_NONBLOCK);
    expect(writev(one[1], parts, 2), 13, "writev");
    expect(tee(one[0], other[1], 5, 0), 5, "tee");
    expect(splice(one[0], NULL, other[1], NULL, 12, 0), 12, "splice");
    expect(vmsplice(other[1], parts, 2, 0), 13, "vmsplice");
    expect(read(other[0], bytes, 100), 5 + 12 + 13, "read");
    expect(memcmp(bytes,
                  "01234"
                  "0123456789ab"
                  "0123456789abc",
                  30),
           0, "the bytes");
    expect(splice(one[0], NULL, one[1], NULL, 1, 0), -EINVAL, "a pipe into itself");
    expect(tee(other[0], one[1], 5, SPLICE_F_NONBLOCK), -EAGAIN, "empty");
    close_both(one);
    close_both(other);
}

/* Whatever the order in which they write, all of it comes. */
static void writers_at_a_full_pipe(void)
{
    int ends[2];
    pid_t children[3];
    long sum = 0, got;

    make(ends, 0);
    expect(fcntl(ends[1], F_SETPIPE_SZ, page), page, "F_SETPIPE_SZ");
    for (int i = 0; i < 3; i++) {
        children[i] = start();
        if (children[i] == 0) {
            memset(bytes, 'A' + i, sizeof bytes);
            close(ends[0]);
            expect(write(ends[1], bytes, 10000 - 1000 * (size_t) i), 10000 - 1000 * i, "a write that waits");
            exit(EXIT_SUCCESS);
        }
    }
    close(ends[1]);
    rest();
    while ((got = read(ends[0], bytes, page)) > 0)
        sum += got;
    expect(sum, 27000, "all bytes");
    for (int i = 0; i < 3; i++)
        wait_for(children[i], 0);
    close(ends[0]);
}

/* What a writer has written before it is killed stays; the reader is told that nobody writes any more. */
static void killed(void)
{
    int ends[2];

    make(ends, 0);
    pid_t child = start();
    if (child == 0)
        exit((int) write(ends[1], bytes, 70000));
    close(ends[1]);
    expect(read(ends[0], bytes, 1), 1, "read");
    kill(child, SIGKILL);
    wait_for(child, SIGKILL);
    long sum = 1, got;
    while ((got = read(ends[0], bytes, sizeof bytes)) > 0)
        sum += got;
    expect(sum > 0 && sum <= 70000, 1, "no more than was written");
    close(ends[0]);
}

int main(int argc, char *argv[])
{
    signal(SIGPIPE, SIG_IGN);
    if (argc > 1 && strcmp(argv[1], "writers") == 0) {
        writers_at_a_full_pipe();
        return EXIT_SUCCESS;
    }
    full();
    packets();
    sizes();
    opened_again();
    inside_the_kernel();
    killed();
    return EXIT_SUCCESS;
}
