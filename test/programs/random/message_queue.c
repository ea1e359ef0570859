/*
 * System V message queues. The processes know them by places: those below PRIVATE have a key, which is of this run alone;
 * the others are made with IPC_PRIVATE. A queue outlives its processes, also killed ones, so its number is written down.
 */
#define _GNU_SOURCE
#include "operation.h"
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <unistd.h>

enum { PRIVATE = 2, PLACES = 5 };

struct message {
    long type;
    char text[LARGEST_WRITE];
};

static const char registry[] = "queues";
static struct message message;

/* For each place the queue's number, plus 1. */
static int *numbers_in_use(void)
{
    static int *queues;

    if (queues == NULL)
        queues = map_file(registry, PLACES * sizeof *queues);
    return queues;
}

static int queue_at(long place)
{
    return numbers_in_use()[place] - 1;
}

/* The process group is that of the first process, whose number no other run has at the same time. */
static key_t key_of(long place)
{
    return (key_t) ((long) shared->pids[0] * PRIVATE + place + 1);
}

OPERATION(msgget)
{
    long place = numbers[0];
    int *queues = numbers_in_use();
    int queue;

    if (place >= PRIVATE && queues[place] != 0)
        return; /* The number that is written down is the only way to that queue. */
    queue = msgget(place < PRIVATE ? key_of(place) : IPC_PRIVATE, (int) numbers[1]);

    if (queue != -1)
        queues[place] = queue + 1;
}

OPERATION(msgsnd)
{
    size_t length = (size_t) numbers[2];

    message.type = numbers[1];
    if (numbers[2] > 0)
        memcpy(message.text, payload(numbers[2]), length);
    msgsnd(queue_at(numbers[0]), &message, length, (int) numbers[3]);
}

OPERATION(msgrcv)
{
    (void) !msgrcv(queue_at(numbers[0]), &message, (size_t) numbers[2], numbers[1], (int) numbers[3]);
}

OPERATION(msgstat)
{
    struct msqid_ds status;

    msgctl(queue_at(numbers[0]), IPC_STAT, &status);
}

OPERATION(msgset)
{
    struct msqid_ds status;

    if (msgctl(queue_at(numbers[0]), IPC_STAT, &status) == -1)
        return;
    status.msg_qbytes = (msglen_t) numbers[1];
    status.msg_perm.mode = (unsigned short) numbers[2];
    msgctl(queue_at(numbers[0]), IPC_SET, &status);
}

OPERATION(msgrm)
{
    msgctl(queue_at(numbers[0]), IPC_RMID, NULL);
}

/* A queue with a key may have been made although nobody lived to write down its number. */
ENDING(message_queues)
{
    if (access(registry, F_OK) == -1)
        return;
    for (long place = 0; place < PLACES; place++) {
        int queue = place < PRIVATE && shared->pids[0] > 0 ? msgget(key_of(place), 0) : queue_at(place);

        if (queue != -1)
            msgctl(queue, IPC_RMID, NULL);
    }
}
