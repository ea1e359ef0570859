/*
 * message_larger_than_queue.c: a message that is longer than the queue's mq_msgsize is not sent, and nobody looks.
 * finding: IPC073
 * words: its message is longer than the queue's mq_msgsize
 * lines: 23
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct mq_attr limits = { .mq_maxmsg = 4, .mq_msgsize = 64 };
    char name[32], text[100];

    snprintf(name, sizeof name, "/larger-%d", getpid());
    mqd_t queue = mq_open(name, O_CREAT | O_RDWR | O_NONBLOCK, 0600, &limits);
    mq_unlink(name);
    memset(text, 'x', sizeof text);
    mq_send(queue, text, sizeof text, 1);
    if (fork() == 0) {
        mq_receive(queue, text, sizeof text, NULL);
        _exit(0);
    }
    wait(NULL);
    return 0;
}
