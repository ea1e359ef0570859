/*
 * message_queue.c: two processes and a System V message queue, which they find by a key.
 *
 * What to watch for in the diagram:
 *   1. No descriptor leads to a queue. It has a number, and a key that ftok() makes from a
 *      file that all know.
 *   2. The first child finds the queue by the same key, sends five messages and ends. They
 *      stay, each with its type and its text: a message is taken whole or not at all.
 *   3. msgrcv() chooses by type: 0 takes the oldest message, 2 the oldest of type 2, -2 one
 *      of the lowest type up to 2, and MSG_EXCEPT the oldest of another type.
 *   4. With IPC_NOWAIT an empty queue is an error (ENOMSG).
 *   5. The second child waits for type 2. A message of type 1 does not wake it, one of
 *      type 2 does.
 *   6. Nobody uses the queue any more, and still it is there, with the message of type 1,
 *      until IPC_RMID removes it.
 */
#define _GNU_SOURCE /* for MSG_EXCEPT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TEXT_SIZE 32

struct message {
    long type; /* More than 0. */
    char text[TEXT_SIZE];
};

static char path[] = "/tmp/ipcscope-queue-XXXXXX"; /* The file whose name all know. */
static int queue = -1;
static pid_t owner;

/* Neither the queue nor the file goes with its process: somebody must remove them. */
static void clean_up(void)
{
    if (getpid() != owner)
        return;
    if (queue != -1)
        msgctl(queue, IPC_RMID, NULL);
    unlink(path);
}

static void die(const char *call)
{
    perror(call);
    clean_up();
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static int find_queue(int flags)
{
    key_t key = ftok(path, 'q');
    if (key == -1)
        die("ftok");
    int number = msgget(key, flags);
    if (number == -1)
        die("msgget");
    return number;
}

static void send_message(long type, const char *text)
{
    struct message message = { type, "" };

    strcpy(message.text, text);
    if (msgsnd(queue, &message, strlen(text), 0) == -1)
        die("msgsnd");
}

static void receive_message(const char *who, long type, int flags)
{
    struct message message;

    ssize_t length = msgrcv(queue, &message, TEXT_SIZE, type, flags);
    if (length == -1 && errno == ENOMSG)
        printf("%s: there is no message\n", who);
    else if (length == -1)
        die("msgrcv");
    else
        printf("%s: type %ld, \"%.*s\"\n", who, message.type, (int) length, message.text);
}

static void print_status(void)
{
    struct msqid_ds status;

    if (msgctl(queue, IPC_STAT, &status) == -1)
        die("msgctl");
    printf("messages in the queue: %lu, bytes: %lu\n", status.msg_qnum, status.msg_cbytes);
}

static pid_t start_child(void)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    return child;
}

static void wait_for(pid_t child)
{
    int status;

    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (status != 0) {
        fprintf(stderr, "a child has failed\n");
        clean_up();
        exit(EXIT_FAILURE);
    }
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    int file = mkstemp(path);
    if (file == -1)
        die("mkstemp");
    close(file);
    owner = getpid();

    queue = find_queue(IPC_CREAT | IPC_EXCL | 0600);

    pid_t child = start_child();
    if (child == 0) {
        /* Stop 1 (first child): the same key leads to the same queue. */
        queue = find_queue(0);
        send_message(3, "sweep the floor");
        send_message(1, "fire!");
        send_message(2, "open the door");
        send_message(3, "feed the cat");
        send_message(2, "close the door");
        exit(EXIT_SUCCESS);
    }
    wait_for(child);

    /* Stop 2 (parent): the sender is gone, its five messages are there. */
    print_status();
    receive_message("parent, any type", 0, 0);
    /* Stop 3 (parent): which message comes next? */
    receive_message("parent, type 2", 2, 0);
    receive_message("parent, lowest type up to 2", -2, 0);
    receive_message("parent, not type 2", 2, MSG_EXCEPT);
    print_status();
    receive_message("parent, any type", 0, 0);
    receive_message("parent, any type", 0, IPC_NOWAIT);

    child = start_child();
    if (child == 0) {
        /* Stop 4 (second child): it waits for a message of type 2. */
        receive_message("second child, type 2", 2, 0);
        exit(EXIT_SUCCESS);
    }
    rest(100); /* The child waits in msgrcv() meanwhile. */
    /* Stop 5 (parent): the first of these leaves the child where it is. */
    send_message(1, "nobody waits for this");
    send_message(2, "wake up");
    wait_for(child);

    /* Stop 6 (parent): a queue without any process that uses it. */
    print_status();
    clean_up();
    return EXIT_SUCCESS;
}
