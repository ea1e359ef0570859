/*
 * message_of_wrong_type_ok.c: client and server mean the same type.
 */
#include <signal.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

static int queue;

static void stop(int signal)
{
    (void)signal;
    msgctl(queue, IPC_RMID, NULL);
    _exit(1);
}

int main(void)
{
    struct {
        long type;
        char text[8];
    } message = { 1, "request" };

    signal(SIGTERM, stop); /* as check ends it */
    queue = msgget(IPC_PRIVATE, 0600);
    if (fork() == 0) {
        signal(SIGTERM, SIG_DFL);
        /* The request */
        msgrcv(queue, &message, sizeof message.text, 1, 0);
        _exit(0);
    }

    usleep(100000);
    msgsnd(queue, &message, sizeof message.text, 0);
    wait(NULL);
    msgctl(queue, IPC_RMID, NULL);
    return 0;
}
