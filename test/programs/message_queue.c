/*
 * message_queue.c: System V message queues in the ways that have rules of their own (msgop(2), msgctl(2), ipc/msg.c): errors,
 * limits, the choice of a message, who waits and what ends it. Ends with 1 when a result is not the expected one. Whoever
 * finds that removes the queues.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEXT_SIZE 8192 /* As long as a message can be, by default. */

struct message {
    long type;
    char text[TEXT_SIZE];
};

static int queue = -1; /* The one that is tried at the moment; there is no other. */

static void remove_queue(void)
{
    msgctl(queue, IPC_RMID, NULL);
    queue = -1;
}

/* A result that is an error is its negative number. */
static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    remove_queue();
    exit(EXIT_FAILURE);
}

static void rest(void)
{
    struct timespec duration = { 0, 30 * 1000 * 1000 };

    while (nanosleep(&duration, &duration) == -1)
        continue;
}

static void make_queue(void)
{
    queue = msgget(IPC_PRIVATE, 0600);
    if (queue == -1)
        expect(queue, 0, "msgget");
}

static long send(long type, size_t length, int flags)
{
    struct message message = { type, "" };

    memset(message.text, 'a' + (int) (type & 15), length <= TEXT_SIZE ? length : 0);
    return msgsnd(queue, &message, length, flags);
}

static long receive(long type, size_t size, int flags)
{
    struct message message;

    return msgrcv(queue, &message, size, type, flags);
}

static void set_limit(unsigned long bytes)
{
    struct msqid_ds status;

    expect(msgctl(queue, IPC_STAT, &status), 0, "IPC_STAT");
    status.msg_qbytes = bytes;
    expect(msgctl(queue, IPC_SET, &status), 0, "IPC_SET");
}

static unsigned long count(void)
{
    struct msqid_ds status;

    expect(msgctl(queue, IPC_STAT, &status), 0, "IPC_STAT");
    return status.msg_qnum;
}

static pid_t start(void)
{
    pid_t child = fork();

    if (child == -1)
        expect(child, 0, "fork");
    return child;
}

static pid_t start_receiver(long type, size_t size, int flags, long expected)
{
    pid_t child = start();

    if (child == 0) {
        expect(receive(type, size, flags), expected, "a receiver that waits");
        exit(EXIT_SUCCESS);
    }
    rest();
    return child;
}

static pid_t start_sender(long type, size_t length, long expected)
{
    pid_t child = start();

    if (child == 0) {
        expect(send(type, length, 0), expected, "a sender that waits");
        exit(EXIT_SUCCESS);
    }
    rest();
    return child;
}

static void wait_for(pid_t child, int expected)
{
    int status = -1;

    expect(waitpid(child, &status, 0), child, "waitpid");
    expect(status, expected, "wait status");
}

/* A child makes a queue with a key, sends, and ends. */
static void keys(void)
{
    key_t key = (key_t) (0x49000000 + getpid());

    expect(msgget(key, 0), -ENOENT, "nobody has made it");
    pid_t child = start();
    if (child == 0) {
        queue = msgget(key, IPC_CREAT | IPC_EXCL | 0600);
        expect(send(1, 3, 0), 0, "send");
        exit(EXIT_SUCCESS);
    }
    wait_for(child, 0);
    queue = msgget(key, 0);
    expect(msgget(key, IPC_CREAT | 0600), queue, "made before");
    expect(msgget(key, IPC_CREAT | IPC_EXCL | 0600), -EEXIST, "IPC_EXCL");
    expect(receive(0, TEXT_SIZE, IPC_NOWAIT), 3, "the message of a process that has ended");
    int former = queue;
    remove_queue();
    expect(msgctl(former, IPC_RMID, NULL), -EINVAL, "removed before");
    queue = msgget(key, IPC_CREAT | 0600);
    expect(queue != former, 1, "another number for the same key");
    remove_queue();
}

static void errors(void)
{
    struct msqid_ds status;

    expect(msgsnd(-1, &(struct message){ 1, "" }, 1, 0), -EINVAL, "no such queue");
    make_queue();
    expect(send(0, 1, 0), -EINVAL, "type 0");
    expect(send(-1, 1, 0), -EINVAL, "a negative type");
    expect(send(1, (size_t) -1, 0), -EINVAL, "a negative length");
    expect(msgsnd(queue, NULL, 1, 0), -EFAULT, "from nowhere");
    expect(receive(0, TEXT_SIZE, IPC_NOWAIT), -ENOMSG, "empty");
    expect(receive(0, (size_t) -1, IPC_NOWAIT), -EINVAL, "a negative size");
    expect(msgctl(queue, 99, &status), -EINVAL, "no such command");
    expect(msgctl(queue, IPC_STAT, NULL), -EFAULT, "to nowhere");
    expect(msgctl(queue, IPC_INFO, &status) >= 0, 1, "IPC_INFO");
    expect(msgctl(queue, MSG_INFO, &status) >= 0, 1, "MSG_INFO");
    expect(send(1, 2, 0), 0, "send");
    expect(msgrcv(queue, NULL, TEXT_SIZE, 0, 0), -EFAULT, "to nowhere: the message is lost");
    expect((long) count(), 0, "messages");
    remove_queue();
}

static void limits(void)
{
    make_queue();
    set_limit(10);
    expect(send(1, 6, IPC_NOWAIT), 0, "send");
    expect(send(1, 5, IPC_NOWAIT), -EAGAIN, "too many bytes");
    expect(send(2, 4, IPC_NOWAIT), 0, "exactly full");
    expect(send(3, 0, IPC_NOWAIT), 0, "no bytes need no room");
    set_limit(3);
    expect(receive(1, TEXT_SIZE, 0), 6, "receive");
    expect(receive(2, TEXT_SIZE, 0), 4, "receive");
    expect(send(3, 0, IPC_NOWAIT), 0, "two messages without bytes");
    expect(send(3, 0, IPC_NOWAIT), 0, "three");
    expect(send(3, 0, IPC_NOWAIT), -EAGAIN, "no more messages than bytes are allowed");
    remove_queue();
}

static void choices(void)
{
    make_queue();
    for (long type = 5; type > 0; type--)
        expect(send(type, (size_t) type * 10, 0), 0, "send");
    expect(send(LONG_MAX, 60, 0), 0, "the largest type");
    expect(receive(1, TEXT_SIZE, MSG_COPY | IPC_NOWAIT), 40, "a copy of the second");
    expect(receive(6, TEXT_SIZE, MSG_COPY | IPC_NOWAIT), -ENOMSG, "there is no seventh");
    expect(receive(0, TEXT_SIZE, MSG_COPY), -EINVAL, "MSG_COPY without IPC_NOWAIT");
    expect(receive(0, TEXT_SIZE, MSG_COPY | MSG_EXCEPT | IPC_NOWAIT), -EINVAL, "MSG_COPY with MSG_EXCEPT");
    expect(receive(0, 10, MSG_COPY | IPC_NOWAIT), -E2BIG, "a copy that is too long");
    expect(receive(0, 10, MSG_COPY | MSG_NOERROR | IPC_NOWAIT), -EINVAL, "there are no parts of copies (copy_msg)");
    expect(receive(5, 49, 0), -E2BIG, "too long: it stays");
    expect(receive(5, 49, MSG_NOERROR), 49, "a part, the rest is lost");
    expect(receive(-3, TEXT_SIZE, 0), 10, "the lowest up to 3");
    expect(receive(4, TEXT_SIZE, MSG_EXCEPT), 30, "the first that is not 4");
    expect(receive(9, TEXT_SIZE, IPC_NOWAIT), -ENOMSG, "none of type 9");
    expect(receive(LONG_MIN, TEXT_SIZE, 0), 20, "the lowest of all");
    expect(receive(0, 0, MSG_NOERROR), 0, "nothing of the oldest");
    expect(receive(0, TEXT_SIZE, 0), 60, "the last");
    remove_queue();
}

/* Each gets what fits it, at once and past those that wait longer. */
static void receivers(void)
{
    make_queue();
    pid_t two = start_receiver(2, TEXT_SIZE, 0, 20);
    pid_t other = start_receiver(1, TEXT_SIZE, MSG_EXCEPT, 30);
    pid_t low = start_receiver(-1, TEXT_SIZE, 0, 10);
    expect(send(3, 30, 0), 0, "send");
    expect(send(1, 10, 0), 0, "send");
    expect(send(2, 20, 0), 0, "send");
    wait_for(other, 0);
    wait_for(low, 0);
    wait_for(two, 0);

    /* If it comes first, the first is told that the message is too long, and the second gets it. */
    pid_t small = start_receiver(0, 5, 0, -E2BIG);
    pid_t part = start_receiver(0, 5, MSG_NOERROR, 5);
    expect(send(1, 50, 0), 0, "send");
    wait_for(part, 0);
    expect(send(1, 50, 0), 0, "send");
    wait_for(small, 0);
    expect((long) count(), 1, "messages");
    remove_queue();
}

static void senders(void)
{
    make_queue();
    set_limit(100);
    expect(send(1, 100, 0), 0, "send");
    pid_t large = start_sender(2, 90, 0);
    pid_t small = start_sender(3, 20, 0);
    expect(receive(1, TEXT_SIZE, 0), 100, "receive");
    rest();
    expect(receive(-3, TEXT_SIZE, 0) + receive(-3, TEXT_SIZE, 0), 110, "both, in either order");
    wait_for(large, 0);
    wait_for(small, 0);

    expect(send(1, 100, 0), 0, "send");
    pid_t waiting = start_sender(2, 50, 0);
    set_limit(150); /* Room is room, wherever it comes from. */
    wait_for(waiting, 0);
    remove_queue();
}

static void removal(void)
{
    make_queue();
    set_limit(10);
    expect(send(1, 10, 0), 0, "send");
    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = start();
        if (children[i] == 0) {
            long result = i == 0 ? send(1, 1, 0) : receive(2, TEXT_SIZE, 0);

            /* EINVAL: the queue was gone before it began to wait. */
            exit(result == -1 && (errno == EIDRM || errno == EINVAL) ? EXIT_SUCCESS : EXIT_FAILURE);
        }
    }
    rest();
    remove_queue();
    for (int i = 0; i < 2; i++)
        wait_for(children[i], 0);
}

static void handle(int signal)
{
    (void) signal;
}

/* A handler ends the waiting, with SA_RESTART too (signal(7)). */
static void signals(void)
{
    struct sigaction action = { .sa_handler = handle, .sa_flags = SA_RESTART };
    pid_t child;
    int status;

    make_queue();
    sigaction(SIGUSR1, &action, NULL);
    child = start_receiver(0, TEXT_SIZE, 0, -EINTR);
    while (waitpid(child, &status, WNOHANG) == 0) {
        kill(child, SIGUSR1);
        rest();
    }
    expect(status, 0, "wait status");
    child = start_receiver(0, TEXT_SIZE, 0, 0);
    kill(child, SIGKILL);
    wait_for(child, SIGKILL);
    expect(send(1, 1, 0), 0, "send");
    expect((long) count(), 1, "messages: nobody waits any more");
    remove_queue();
}

static void many_senders(void)
{
    pid_t children[4];
    long bytes = 0;

    make_queue();
    for (int i = 0; i < 4; i++) {
        children[i] = start();
        if (children[i] == 0) {
            for (size_t length = 0; length < 5; length++)
                expect(send(1 + i, 1000 * length, 0), 0, "send");
            exit(EXIT_SUCCESS);
        }
    }
    for (int i = 0; i < 20; i++)
        bytes += receive(i % 2 == 0 ? 0 : -4, TEXT_SIZE, 0);
    expect(bytes, 4 * 1000 * (1 + 2 + 3 + 4), "bytes");
    for (int i = 0; i < 4; i++)
        wait_for(children[i], 0);
    remove_queue();
}

static void *receive_in_thread(void *unused)
{
    expect(receive(7, TEXT_SIZE, 0), 77, "a thread that waits");
    return unused;
}

static void threads(void)
{
    pthread_t thread;

    make_queue();
    pthread_create(&thread, NULL, receive_in_thread, NULL);
    rest();
    expect(send(7, 77, 0), 0, "send");
    pthread_join(thread, NULL);
    remove_queue();
}

int main(void)
{
    keys();
    errors();
    limits();
    choices();
    receivers();
    senders();
    removal();
    signals();
    many_senders();
    threads();
    return EXIT_SUCCESS;
}
