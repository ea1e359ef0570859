/*
 * own_mail_taken.c: question and answer go through one POSIX queue, which may have been there before.
 * finding: IPC074, hangs
 * words: received the message that p1 had itself sent (own_mail_taken.c:23)
 * lines: 24 23 17
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static char name[32], mail[16];

static int serve(mqd_t box)
{
    mq_receive(box, mail, sizeof mail, NULL);
    return mq_send(box, "answer", 7, 0);
}

static void ask(mqd_t box)
{
    mq_send(box, "question", 9, 0);
    mq_receive(box, mail, sizeof mail, NULL);
}

int main(void)
{
    struct mq_attr attributes = { .mq_maxmsg = 4, .mq_msgsize = sizeof mail };

    snprintf(name, sizeof name, "/own-mail-taken-%d", getpid());
    mqd_t box = mq_open(name, O_CREAT | O_RDWR, 0600, &attributes);
    mq_unlink(name);
    if (fork() == 0) {
        usleep(300000); /* busy with something else */
        _exit(serve(box));
    }
    ask(box);
    wait(NULL);
    return 0;
}
