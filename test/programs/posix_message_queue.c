/*
 * posix_message_queue.c: POSIX message queues in the ways that have rules of their own (mq_overview(7), ipc/mqueue.c):
 * priorities, limits, who waits and what ends it, who is told, names that are gone, flags of descriptions. Ends with 1 when
 * a result is not the expected one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT = 3, SIZE = 16, LARGEST = 8192 }; /* The last as a queue has it by default. */

static char name[40];
static mqd_t queue = -1;

/* A result that is an error is its negative number. */
static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    mq_unlink(name);
    exit(EXIT_FAILURE);
}

static void rest(void)
{
    struct timespec duration = { 0, 30 * 1000 * 1000 };

    while (nanosleep(&duration, &duration) == -1)
        continue;
}

static void make_queue(int flags)
{
    struct mq_attr limits = { .mq_maxmsg = LIMIT, .mq_msgsize = SIZE };

    queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL | flags, 0600, &limits);
    if (queue == -1)
        expect(queue, 0, "mq_open");
}

static void end_queue(void)
{
    mq_unlink(name);
    mq_close(queue);
}

static long put(const char *text, unsigned priority)
{
    return mq_send(queue, text, strlen(text), priority);
}

/* The priority of the message that comes, which must have this text. */
static long get(const char *text)
{
    char buffer[LARGEST];
    unsigned priority;
    ssize_t length = mq_receive(queue, buffer, sizeof buffer, &priority);

    if (length == -1)
        return -1;
    if ((size_t) length != strlen(text) || memcmp(buffer, text, (size_t) length) != 0)
        expect(length, -1, text);
    return priority;
}

static pid_t start(void)
{
    pid_t child = fork();

    if (child == -1)
        expect(child, 0, "fork");
    return child;
}

static void finish(pid_t child, int expected)
{
    int status;

    expect(waitpid(child, &status, 0), child, "waitpid");
    expect(status, expected, "a child's status");
}

static long count(void)
{
    struct mq_attr attributes;

    expect(mq_getattr(queue, &attributes), 0, "mq_getattr");
    return attributes.mq_curmsgs;
}

static void order_and_limits(void)
{
    char buffer[SIZE];
    struct mq_attr flags = { .mq_flags = O_NONBLOCK }, before;

    make_queue(0);
    expect(put("low", 1), 0, "low");
    expect(put("high", 30000), 0, "high");
    expect(put("low too", 1), 0, "low too");
    expect(mq_setattr(queue, &flags, &before), 0, "mq_setattr");
    expect(before.mq_flags, 0, "flags before");
    expect(put("more", 9), -EAGAIN, "full");
    expect(put("0123456789abcdefg", 0), -EMSGSIZE, "too long");
    expect(mq_send(queue, "x", 1, 32768), -EINVAL, "priority too high");
    expect(mq_receive(queue, buffer, SIZE - 1, NULL), -EMSGSIZE, "buffer too short");
    expect(get("high"), 30000, "the first");
    expect(put("", 1), 0, "an empty one");
    expect(get("low"), 1, "the second");
    expect(get("low too"), 1, "the third");
    expect(mq_receive(queue, buffer, sizeof buffer, NULL), 0, "the empty one, without its priority");
    expect(get("nothing"), -EAGAIN, "empty");
    end_queue();
}

static void descriptions(void)
{
    char text[200];

    make_queue(O_NONBLOCK);
    mqd_t writer = mq_open(name, O_WRONLY);
    mqd_t copy = dup(queue);
    expect(fcntl(writer, F_GETFD), FD_CLOEXEC, "close-on-exec");
    expect(fcntl(copy, F_GETFD), 0, "of a copy");
    expect(mq_send(writer, "abc", 3, 5), 0, "send by another description");
    expect(mq_receive(writer, text, SIZE, NULL), -EBADF, "receive by it");
    expect(mq_getattr(writer, &(struct mq_attr){ 0 }), 0, "mq_getattr");
    expect(read(copy, text, sizeof text) > 0, 1, "read(2)");
    expect(write(copy, "x", 1), -EINVAL, "write(2)");
    struct pollfd ready = { copy, POLLIN, 0 };
    expect(poll(&ready, 1, 0), 1, "poll(2)");
    mq_unlink(name);
    mqd_t gone = mq_open(name, O_RDONLY);
    expect(gone, -ENOENT, "no name");
    expect(mq_close(queue), 0, "mq_close");
    queue = copy;
    expect(get("abc"), 5, "what is left");
    mq_close(copy);
    mq_close(writer);
}

/* A name that is used again is another queue. */
static void names(void)
{
    mqd_t old;

    make_queue(0);
    expect(put("old", 1), 0, "old");
    old = queue;
    mq_unlink(name);
    queue = mq_open(name, O_RDWR | O_CREAT, 0600, NULL);
    expect(count(), 0, "a new queue");
    expect(put("new", 2), 0, "new");
    mqd_t again = mq_open(name, O_RDWR | O_CREAT, 0600, NULL);
    expect(get("new"), 2, "from the new one");
    mq_close(again);
    end_queue();
    queue = old;
    expect(get("old"), 1, "from the old one");
    mq_close(old);
    expect(mq_unlink(name), -ENOENT, "no such name");
}

/* The oldest receiver gets the message, and it never stands in the queue. */
static void receivers(void)
{
    pid_t children[2];

    make_queue(0);
    for (int child = 0; child < 2; child++) {
        children[child] = start();
        if (children[child] == 0)
            _exit(get(child == 0 ? "first" : "second") == 7 ? 0 : 1);
        rest();
    }
    expect(put("first", 7), 0, "to the first");
    finish(children[0], 0);
    expect(put("second", 7), 0, "to the second");
    finish(children[1], 0);
    expect(count(), 0, "nothing is left");
    end_queue();
}

static void senders(void)
{
    pid_t children[2];

    make_queue(0);
    for (int message = 0; message < LIMIT; message++)
        expect(put("fill", 5), 0, "fill");
    for (int child = 0; child < 2; child++) {
        children[child] = start();
        if (children[child] == 0)
            _exit(put(child == 0 ? "low" : "high", child == 0 ? 1 : 9) == 0 ? 0 : 1);
        rest();
    }
    expect(get("fill"), 5, "makes room for the first");
    finish(children[0], 0);
    expect(get("fill"), 5, "makes room for the second");
    finish(children[1], 0);
    expect(get("high"), 9, "the second is before the first");
    expect(get("fill"), 5, "one that was there");
    expect(get("low"), 1, "the first");
    end_queue();
}

static void handle(int number)
{
    (void) number;
}

static void interrupted_and_killed(void)
{
    struct sigaction action = { .sa_handler = handle };
    struct timespec now;
    char buffer[SIZE];
    pid_t child;

    make_queue(0);
    clock_gettime(CLOCK_REALTIME, &now);
    expect(mq_timedreceive(queue, buffer, SIZE, NULL, &now), -ETIMEDOUT, "mq_timedreceive");
    child = start();
    if (child == 0) {
        sigaction(SIGUSR1, &action, NULL);
        expect(put("ready", 1), 0, "ready");
        rest();
        expect(get("nothing"), -EINTR, "a handler");
        get("nothing");
        _exit(1);
    }
    expect(get("ready"), 1, "the child is ready");
    rest();
    rest();
    kill(child, SIGUSR1);
    rest();
    kill(child, SIGKILL);
    finish(child, SIGKILL);
    expect(put("still there", 2), 0, "a message that nobody waits for");
    expect(get("still there"), 2, "received");
    end_queue();
}

/* Told once, if a message comes into the empty queue and nobody waits for it. */
static void notifications(void)
{
    struct sigevent by_signal = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
    struct sigevent by_nothing = { .sigev_notify = SIGEV_NONE };
    pid_t child;

    signal(SIGUSR1, handle);
    make_queue(0);
    expect(mq_notify(queue, &by_signal), 0, "mq_notify");
    expect(mq_notify(queue, &by_nothing), -EBUSY, "twice");
    child = start();
    if (child == 0) {
        expect(mq_notify(queue, NULL), 0, "that of another process stays");
        expect(mq_notify(queue, &by_signal), -EBUSY, "of another process");
        mq_close(queue);
        _exit(0);
    }
    finish(child, 0);
    expect(put("first", 1), 0, "told");
    expect(put("second", 1), 0, "not told");
    expect(mq_notify(queue, &by_nothing), 0, "while messages are there");
    expect(put("third", 1), 0, "not told");
    for (int message = 0; message < LIMIT; message++)
        expect(get(message == 0 ? "first" : message == 1 ? "second" : "third"), 1, "get");
    expect(put("fourth", 1), 0, "told by nothing, and no more registered");
    expect(get("fourth"), 1, "get");
    expect(mq_notify(queue, &by_signal), 0, "mq_notify");
    expect(mq_notify(queue, NULL), 0, "not any more");
    expect(mq_notify(queue, &by_signal), 0, "mq_notify");
    mq_close(dup(queue)); /* Any descriptor of the queue. */
    expect(mq_notify(queue, &by_signal), 0, "free since then");

    child = start();
    if (child == 0)
        _exit(get("for the child") == 3 ? 0 : 1);
    rest();
    expect(put("for the child", 3), 0, "somebody waits: nobody is told");
    finish(child, 0);
    expect(mq_notify(queue, &by_signal), -EBUSY, "still registered");
    expect(mq_notify(queue, NULL), 0, "not any more");
    end_queue();
}

static void notifications_that_end(void)
{
    struct sigevent by_signal = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };
    pid_t child;

    make_queue(0);
    for (int way = 0; way < 2; way++) {
        child = start();
        if (child == 0) {
            expect(mq_notify(queue, &by_signal), 0, "mq_notify of a child");
            if (way == 0)
                execl("/bin/true", "true", NULL);
            _exit(0);
        }
        finish(child, 0);
        expect(put("told to nobody", 1), 0, "send");
        expect(get("told to nobody"), 1, "receive");
    }
    end_queue();
}

int main(void)
{
    snprintf(name, sizeof name, "/ipcscope-test-%d", (int) getpid());
    order_and_limits();
    descriptions();
    names();
    receivers();
    senders();
    interrupted_and_killed();
    notifications();
    notifications_that_end();
    return EXIT_SUCCESS;
}
