/*
 * mailbox.c: a mailbox with several receivers, and a second one for their acknowledgements.
 *
 * What to watch for in the diagram:
 *   1. The sender names a mailbox, not a process ("indirect" messages): it does not know which
 *      worker will get the job.
 *   2. Three workers wait at the empty mailbox. Each message goes to one of them only: to the
 *      one that has waited longest.
 *   3. That an answer has come back ("acknowledgement") is all that the sender knows of it.
 *   4. The mailboxes have limits of one and of three messages: the buffer of one is bounded
 *      tightly, so the sender may have to wait, that of the other never is full.
 *   5. A worker that took its job and ended owes nobody anything. A job that nobody takes
 *      would stay in the mailbox.
 */
#include <fcntl.h>
#include <mqueue.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS = 3, SIZE = 16 };

static char jobs_name[40], answers_name[40];
static pid_t owner;

static void remove_names(void)
{
    if (getpid() != owner)
        return;
    mq_unlink(jobs_name);
    mq_unlink(answers_name);
}

static void die(const char *call)
{
    perror(call);
    remove_names();
    exit(EXIT_FAILURE);
}

static mqd_t make_mailbox(char *name, const char *what, long messages)
{
    struct mq_attr limits = { .mq_maxmsg = messages, .mq_msgsize = SIZE };

    sprintf(name, "/ipcscope-%s-%d", what, (int) owner);
    mqd_t mailbox = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &limits);
    if (mailbox == -1)
        die("mq_open");
    return mailbox;
}

static void post(mqd_t mailbox, const char *text)
{
    if (mq_send(mailbox, text, strlen(text), 0) == -1)
        die("mq_send");
}

static void take(mqd_t mailbox, char *text)
{
    ssize_t length = mq_receive(mailbox, text, SIZE, NULL);

    if (length == -1)
        die("mq_receive");
    text[length] = '\0';
}

/* Stop here: the worker waits in take(). */
static void work(mqd_t jobs, mqd_t answers)
{
    char job[SIZE + 1];

    take(jobs, job);
    post(answers, "done");
}

int main(void)
{
    struct timespec moment = { 0, 100 * 1000 * 1000 };
    char answer[SIZE + 1];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    owner = getpid();
    mqd_t jobs = make_mailbox(jobs_name, "jobs", 1);
    mqd_t answers = make_mailbox(answers_name, "answers", WORKERS);
    pid_t workers[WORKERS];
    for (int worker = 0; worker < WORKERS; worker++) {
        workers[worker] = fork();
        if (workers[worker] == -1)
            die("fork");
        if (workers[worker] == 0) {
            work(jobs, answers);
            exit(EXIT_SUCCESS);
        }
    }
    nanosleep(&moment, NULL);

    /* Stop 1: all workers wait. Step over the posts, and see who goes on. */
    post(jobs, "job 1");
    post(jobs, "job 2");
    post(jobs, "job 3");
    for (int worker = 0; worker < WORKERS; worker++) {
        take(answers, answer);
        printf("answer: %s\n", answer);
    }
    remove_names();
    for (int worker = 0; worker < WORKERS; worker++)
        if (waitpid(workers[worker], NULL, 0) == -1)
            die("waitpid");
    return EXIT_SUCCESS;
}
