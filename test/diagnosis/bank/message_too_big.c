/*
 * message_too_big.c: the receiver has room for 4 bytes, and the message has 8.
 * finding: IPC072
 * words: failed with E2BIG
 * lines: 28
 */
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    struct {
        long type;
        char text[4];
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
