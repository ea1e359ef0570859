/*
 * broken_big_message.c: a message that is longer than the queue allows, and a sender that does not look. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. The queue is made for messages of at most 16 bytes.
 *   2. mq_send() of more fails (EMSGSIZE), and nothing goes into the queue. The sender does
 *      not look at the result, and believes that all is well.
 *   3. The receiver waits for a message that never was there. It gives up after a while.
 *   4. The next message is short enough. But now the receiver's buffer is shorter than a
 *      message may be: mq_receive() fails (EMSGSIZE), and the message stays in the queue.
 * What would be right: both sides ask mq_getattr() for mq_msgsize, and both look at results.
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

enum { SIZE = 16, TOO_SHORT = 8 };

static void send_text(mqd_t queue, const char *text)
{
    mq_send(queue, text, strlen(text), 0); /* Stop here: what does it return? */
}

static void report(const char *what, ssize_t length)
{
    if (length >= 0)
        printf("%s: %zd bytes\n", what, length);
    else
        printf("%s: %s\n", what, errno == ETIMEDOUT ? "nothing has come" : errno == EMSGSIZE ? "the buffer is too short" : "an error");
}

static struct timespec soon(void)
{
    struct timespec moment;

    clock_gettime(CLOCK_REALTIME, &moment);
    moment.tv_nsec += 100 * 1000 * 1000;
    moment.tv_sec += moment.tv_nsec / (1000 * 1000 * 1000);
    moment.tv_nsec %= 1000 * 1000 * 1000;
    return moment;
}

int main(void)
{
    struct mq_attr limits = { .mq_maxmsg = 2, .mq_msgsize = SIZE };
    char name[40], text[SIZE], part[TOO_SHORT];

    snprintf(name, sizeof name, "/ipcscope-letters-%d", (int) getpid());
    mqd_t queue = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &limits);
    if (queue == -1) {
        perror("mq_open");
        return EXIT_FAILURE;
    }
    mq_unlink(name); /* Nobody else needs it; so nothing can be left over. */

    pid_t sender = fork();
    if (sender == 0) {
        send_text(queue, "a letter that is much too long");
        exit(EXIT_SUCCESS);
    }
    waitpid(sender, NULL, 0);

    /* Stop 1: the sender has ended with status 0, and the queue is empty. */
    struct timespec until = soon();
    report("the long letter", mq_timedreceive(queue, text, sizeof text, NULL, &until));

    send_text(queue, "short");
    /* Stop 2: a message is there. */
    report("the short letter, in 8 bytes", mq_receive(queue, part, sizeof part, NULL));
    report("the short letter, in 16 bytes", mq_receive(queue, text, sizeof text, NULL));
    return EXIT_SUCCESS;
}
