/*
 * own_message_taken_ok.c: questions are of type 1, answers of type 2.
 */
#include <signal.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <unistd.h>

struct packet {
    long type;
    char text[16];
};

static int queue;

static void say(struct packet packet)
{
    msgsnd(queue, &packet, sizeof packet.text, 0);
}

static void hear(struct packet *packet)
{
    msgrcv(queue, packet, sizeof packet->text, packet->type, 0);
}

static void stop(int signal) /* as check ends it */
{
    (void)signal;
    msgctl(queue, IPC_RMID, NULL);
    _exit(1);
}

int main(void)
{
    struct packet question = { 1, "what time is it?" }, answer = { 2, "" };

    queue = msgget(IPC_PRIVATE, 0600);
    if (fork() == 0) {
        usleep(300000); /* busy with something else */
        hear(&question);
        say((struct packet){ 2, "noon" });
        _exit(0);
    }
    signal(SIGTERM, stop);
    say(question);
    hear(&answer);
    wait(NULL);
    msgctl(queue, IPC_RMID, NULL);
    return strcmp(answer.text, "noon") != 0;
}
