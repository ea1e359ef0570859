/*
 * fifo.c: FIFOs in the ways that have rules of their own (fifo(7), fs/pipe.c): names that come, change and go, openers who wait,
 * openers whom a signal ends, bytes that go with the last descriptor. Ends with 1 when a result is not the expected one.
 * Needs a directory that it may write to; leaves nothing behind.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char directory[] = "/tmp/ipcscope-fifo-XXXXXX";
static char bytes[100];

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

static int opened(const char *name, int flags)
{
    int fd = open(name, flags);

    if (fd == -1)
        expect(fd, 0, name);
    return fd;
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

static void names(void)
{
    expect(mkfifo("one", 0600), 0, "mkfifo");
    expect(mkfifo("one", 0600), -EEXIST, "mkfifo");
    expect(mknod("two", S_IFIFO | 0600, 0), 0, "mknod");
    expect(open("one", O_WRONLY | O_NONBLOCK), -ENXIO, "no reader");
    int reader = opened("one", O_RDONLY | O_NONBLOCK), writer = opened("one", O_WRONLY);
    expect(link("one", "other"), 0, "link");
    expect(rename("one", "two"), 0, "rename: the former two is gone");
    expect(write(writer, "abc", 3), 3, "write");
    int again = opened("other", O_RDWR);
    expect(read(again, bytes, 2), 2, "read");
    expect(unlink("two"), 0, "unlink");
    expect(unlink("other"), 0, "unlink");
    expect(read(reader, bytes, 2), 1, "read of a FIFO without a name");
    close(reader);
    close(writer);
    close(again);
}

/* Bytes go with the last descriptor, the name stays. */
static void closed_and_opened(void)
{
    expect(mkfifo("one", 0600), 0, "mkfifo");
    int both = opened("one", O_RDWR | O_NONBLOCK);
    expect(write(both, "gone", 4), 4, "write");
    close(both);
    both = opened("one", O_RDWR | O_NONBLOCK);
    expect(read(both, bytes, 4), -EAGAIN, "a new pipe");
    close(both);
    int reader = opened("one", O_RDONLY | O_NONBLOCK);
    expect(read(reader, bytes, 4), 0, "no writer");
    close(reader);
    expect(unlink("one"), 0, "unlink");
}

/* Two openers wait for one that comes later. */
static void openers(void)
{
    pid_t children[2];

    expect(mkfifo("one", 0600), 0, "mkfifo");
    for (int i = 0; i < 2; i++) {
        children[i] = start();
        if (children[i] == 0) {
            int writer = opened("one", O_WRONLY);

            expect(write(writer, "hello", 5), 5, "write");
            exit(EXIT_SUCCESS);
        }
    }
    int reader = opened("one", O_RDONLY);
    long sum = 0, got = 1;
    while (sum < 10 && got >= 0) {
        got = read(reader, bytes, sizeof bytes); /* 0 as well: the second may not have opened yet. */
        sum += got;
        if (got == 0)
            usleep(1000);
    }
    expect(sum, 10, "bytes of both");
    for (int i = 0; i < 2; i++)
        wait_for(children[i], 0);
    close(reader);
    expect(unlink("one"), 0, "unlink");
}

static void handle(int signal)
{
    (void) signal;
}

static void interrupted(void)
{
    const struct timespec moment = { 0, 30 * 1000 * 1000 };
    struct sigaction action = { .sa_handler = handle };
    int status;

    expect(mkfifo("one", 0600), 0, "mkfifo");
    sigaction(SIGUSR1, &action, NULL);
    pid_t child = start();
    if (child == 0) {
        expect(open("one", O_RDONLY), -EINTR, "an open that waits");
        exit(EXIT_SUCCESS);
    }
    while (waitpid(child, &status, WNOHANG) == 0) {
        nanosleep(&moment, NULL);
        kill(child, SIGUSR1);
    }
    expect(status, 0, "wait status");
    child = start();
    if (child == 0)
        exit(open("one", O_WRONLY));
    nanosleep(&moment, NULL);
    kill(child, SIGKILL);
    wait_for(child, SIGKILL);
    expect(unlink("one"), 0, "unlink");
}

int main(void)
{
    signal(SIGPIPE, SIG_IGN);
    if (mkdtemp(directory) == NULL || chdir(directory) == -1)
        expect(-1, 0, directory);
    names();
    closed_and_opened();
    openers();
    interrupted();
    expect(rmdir(directory), 0, "rmdir");
    return EXIT_SUCCESS;
}
