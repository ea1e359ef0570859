/*
 * message_of_wrong_type.c: client and server mean different types.
 * finding: IPC007, hangs
 * words: for a message of type 2, but the queue holds 1 message, of type 1
 * lines: 34 39 40
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
        msgrcv(queue, &message, sizeof message.text, 2, 0);
        _exit(0);
    }

    usleep(100000);
    msgsnd(queue, &message, sizeof message.text, 0);
    wait(NULL);
    msgctl(queue, IPC_RMID, NULL);
    return 0;
}
