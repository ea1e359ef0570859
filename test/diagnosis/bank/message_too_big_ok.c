/* message_too_big_ok.c: with room for the message. */
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct {
        long type;
        char text[8];
    } message = {.type = 1};
    struct {
        long type;
        char text[8];
    } sent = {.type = 1, .text = "greeting"};
    int queue = msgget(IPC_PRIVATE, 0600);
    if (fork() == 0) {
        msgsnd(queue, &sent, sizeof sent.text, 0);
        _exit(0);
    }
    wait(NULL);
    msgrcv(queue, &message, sizeof message.text, 0, 0);
    msgctl(queue, IPC_RMID, NULL);
    return 0;
}
