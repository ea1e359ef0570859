/*
 * own_mail_taken_ok.c: a token in a queue, which who has put it there may take again while another waits for it.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static char name[32], token[1];

static void take_turns(mqd_t box, int pause)
{
    for (int i = 0; i < 3; i++) {
        mq_receive(box, token, sizeof token, NULL);
        usleep(pause);
        mq_send(box, token, sizeof token, 0);
    }
}

int main(void)
{
    struct mq_attr attributes = { .mq_maxmsg = 1, .mq_msgsize = sizeof token };

    snprintf(name, sizeof name, "/own-mail-taken-ok-%d", getpid());
    mqd_t box = mq_open(name, O_CREAT | O_RDWR, 0600, &attributes);
    mq_unlink(name);
    mq_send(box, token, sizeof token, 0);
    if (fork() == 0) {
        usleep(50000);
        take_turns(box, 1000);
        _exit(0);
    }
    take_turns(box, 200000);
    wait(NULL);
    return 0;
}
