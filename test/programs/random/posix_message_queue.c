/* POSIX message queues. They have names of this run alone, which outlive the processes. */
#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <mqueue.h>
#include <signal.h>
#include <stdio.h>

enum { PLACES = 2, LIMIT = 3, SIZE = 64 };

/* The process group is that of the first process, whose number no other run has at the same time. */
static const char *name_of(long place)
{
    static char name[64];

    snprintf(name, sizeof name, "/ipcscope-random-%d-%ld", (int) shared->pids[0], place);
    return name;
}

OPERATION(mqopen)
{
    struct mq_attr limits = { .mq_maxmsg = LIMIT, .mq_msgsize = SIZE };

    mq_open(name_of(numbers[0]), (int) numbers[1], 0600, &limits);
}

OPERATION(mqsend)
{
    (void) !mq_send((mqd_t) numbers[0], payload(numbers[1]), (size_t) numbers[1], (unsigned) numbers[2]);
}

/* The last number: whether the priority is of interest. */
OPERATION(mqreceive)
{
    unsigned priority;

    (void) !mq_receive((mqd_t) numbers[0], buffer, (size_t) numbers[1], numbers[2] != 0 ? &priority : NULL);
}

/* By a signal that does nothing, by nothing, or not any more. */
OPERATION(mqnotify)
{
    struct sigevent event = { .sigev_notify = numbers[1] == 0 ? SIGEV_SIGNAL : SIGEV_NONE, .sigev_signo = SIGWINCH };

    (void) !mq_notify((mqd_t) numbers[0], numbers[1] == 2 ? NULL : &event);
}

OPERATION(mqflags)
{
    struct mq_attr attributes = { .mq_flags = numbers[1] };

    (void) !mq_setattr((mqd_t) numbers[0], &attributes, NULL);
}

OPERATION(mqattributes)
{
    struct mq_attr attributes;

    (void) !mq_getattr((mqd_t) numbers[0], &attributes);
}

OPERATION(mqunlink)
{
    (void) !mq_unlink(name_of(numbers[0]));
}

ENDING(posix_message_queues)
{
    for (long place = 0; place < PLACES && shared->pids[0] > 0; place++)
        (void) !mq_unlink(name_of(place));
}
