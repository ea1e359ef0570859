/*
 * cut_messages.c: four processes send to a System V message queue that is soon full, four receive, and let MSG_NOERROR cut
 * every third message to its first bytes, which are the same in all. Ends with 0, and removes the queue.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

enum { senders = 4, receivers = 4, messages = 100, text_size = 200, cut_size = 4, queue_size = 600, patience = 30 };

struct message {
    long type;
    char text[text_size];
};

static int queue;

static void give_up(int number)
{
    (void) number;
    msgctl(queue, IPC_RMID, NULL);
    _exit(1);
}

static void send_all(int sender)
{
    for (int i = 0; i < messages; i++) {
        struct message message = { .type = 1 + (i + sender) % 3 };
        int length = snprintf(message.text, text_size, "text of %d, %d %.*s", sender, i, i * 7 % 60,
                              "............................................................");
        if (msgsnd(queue, &message, length, 0) == -1)
            _exit(1);
    }
    _exit(0);
}

static void receive_all(void)
{
    struct message message;
    for (int i = 0;; i++) {
        long type = i % 5 == 0 ? -2 : i % 5 == 1;
        int flags = MSG_NOERROR | (type == 0 ? 0 : IPC_NOWAIT);
        if (msgrcv(queue, &message, i % 3 == 0 ? cut_size : text_size, type, flags) == -1 && type == 0)
            _exit(0); /* the queue is removed */
    }
}

int main(void)
{
    queue = msgget(IPC_PRIVATE, 0600);
    struct msqid_ds facts;
    if (queue == -1 || msgctl(queue, IPC_STAT, &facts) == -1)
        return 1;
    signal(SIGALRM, give_up);
    alarm(patience);
    facts.msg_qbytes = queue_size;
    msgctl(queue, IPC_SET, &facts);
    for (int i = 0; i < senders; i++)
        if (fork() == 0)
            send_all(i);
    for (int i = 0; i < receivers; i++)
        if (fork() == 0)
            receive_all();
    for (int i = 0; i < senders; i++)
        wait(NULL);
    do
        usleep(1000);
    while (msgctl(queue, IPC_STAT, &facts) == 0 && facts.msg_qnum > 0);
    msgctl(queue, IPC_RMID, NULL);
    while (wait(NULL) > 0)
        continue;
    return 0;
}
