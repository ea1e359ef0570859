/*
 * posix_message_queue.c: two processes and a POSIX message queue, which has a name, a limit, and messages with priorities.
 *
 * What to watch for in the diagram:
 *   1. mq_open() gives a descriptor, as open() does, and it always is close-on-exec. A child
 *      has a copy of it.
 *   2. Messages stand in the order in which they will be received: the highest priority
 *      first, and the oldest first where priorities are equal.
 *   3. The queue holds four messages and no more. With O_NONBLOCK the fifth is an error
 *      (EAGAIN); without it the sender waits until somebody receives one.
 *   4. mq_unlink() takes only the name away. Who has the queue open goes on using it.
 *   5. The queue goes with its last descriptor.
 */
#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGES = 4, SIZE = 32 };

static char name[40]; /* Like a file's in the root directory: a slash, and no other. */
static pid_t owner;

static void die(const char *call)
{
    perror(call);
    if (getpid() == owner)
        mq_unlink(name);
    exit(EXIT_FAILURE);
}

static void send_message(mqd_t queue, unsigned priority, const char *text)
{
    if (mq_send(queue, text, strlen(text), priority) == -1)
        die("mq_send");
}

static void receive_message(mqd_t queue)
{
    char text[SIZE]; /* Not shorter than a message may be, or mq_receive() fails (EMSGSIZE). */
    unsigned priority;
    ssize_t length = mq_receive(queue, text, sizeof text, &priority);

    if (length == -1)
        die("mq_receive");
    printf("priority %u: \"%.*s\"\n", priority, (int) length, text);
}

int main(void)
{
    struct mq_attr limits = { .mq_maxmsg = MESSAGES, .mq_msgsize = SIZE };
    int status;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    owner = getpid();
    snprintf(name, sizeof name, "/ipcscope-jobs-%d", (int) owner);
    mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &limits);
    if (queue == -1)
        die("mq_open");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        /* Stop 1 (child): step over each, and look where the message comes to stand. */
        send_message(queue, 1, "sweep the floor");
        send_message(queue, 9, "fire!");
        send_message(queue, 5, "open the door");
        send_message(queue, 9, "flood!");

        mqd_t impatient = mq_open(name, O_WRONLY | O_NONBLOCK); /* A description of its own, with its own flags. */
        if (impatient == -1)
            die("mq_open");
        if (mq_send(impatient, "too much", 8, 9) == -1 && errno == EAGAIN)
            printf("child: the queue is full\n");
        exit(EXIT_SUCCESS);
    }
    if (waitpid(child, &status, 0) == -1 || status != 0)
        die("waitpid");

    /* Stop 2 (parent): four messages, the last of them in the second place. */
    if (mq_unlink(name) == -1)
        die("mq_unlink");
    if (mq_open(name, O_RDONLY) == -1 && errno == ENOENT)
        printf("parent: the name is gone\n");

    /* Stop 3 (parent): the queue is still there. */
    for (int message = 0; message < MESSAGES; message++)
        receive_message(queue);

    char text[SIZE];
    struct timespec soon;
    clock_gettime(CLOCK_REALTIME, &soon);
    soon.tv_nsec += 100 * 1000 * 1000;
    if (soon.tv_nsec >= 1000 * 1000 * 1000) {
        soon.tv_sec++;
        soon.tv_nsec -= 1000 * 1000 * 1000;
    }
    /* Stop 4 (parent): waits for a message until that moment. */
    if (mq_timedreceive(queue, text, sizeof text, NULL, &soon) == -1 && errno == ETIMEDOUT)
        printf("parent: nothing has come\n");
    if (mq_close(queue) == -1)
        die("mq_close");
    return EXIT_SUCCESS;
}
