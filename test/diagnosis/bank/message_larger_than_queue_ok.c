/*
 * message_larger_than_queue_ok.c: message_larger_than_queue.c, with room for it.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct mq_attr limits = { .mq_maxmsg = 4, .mq_msgsize = 128 };
    char name[32], text[128];

    snprintf(name, sizeof name, "/larger-%d", getpid());
    mqd_t queue = mq_open(name, O_CREAT | O_RDWR | O_NONBLOCK, 0600, &limits);
    mq_unlink(name);
    memset(text, 'x', sizeof text);
    mq_send(queue, text, 100, 1);
    if (fork() == 0) {
        mq_receive(queue, text, 128, NULL);
        _exit(0);
    }
    wait(NULL);
    return 0;
}
