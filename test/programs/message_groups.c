/*
 * message_groups [MESSAGES]: four groups of five senders and five receivers, 40 processes. Each receiver has a pipe, to which the
 * senders of its group write so many messages of 100 bytes each, in turn. Prints how many messages were received.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { GROUPS = 4, MEMBERS = 5, MESSAGE = 100 };

static void must(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static void send_all(int pipes[MEMBERS][2], long messages)
{
    char message[MESSAGE];

    memset(message, 'm', sizeof message);
    for (long i = 0; i < messages; i++)
        for (int to = 0; to < MEMBERS; to++)
            must(write(pipes[to][1], message, sizeof message) == sizeof message, "write");
    _exit(EXIT_SUCCESS);
}

static void receive_all(int from, long messages)
{
    char message[MESSAGE];

    for (long i = 0; i < messages * MEMBERS; i++)
        must(read(from, message, sizeof message) == sizeof message, "read");
    must(read(from, message, sizeof message) == 0, "read");
    _exit(EXIT_SUCCESS);
}

static void start_group(long messages)
{
    int pipes[MEMBERS][2];

    for (int i = 0; i < MEMBERS; i++)
        must(pipe(pipes[i]) == 0, "pipe");
    for (int i = 0; i < 2 * MEMBERS; i++) {
        pid_t child = fork();

        must(child >= 0, "fork");
        if (child > 0)
            continue;
        for (int other = 0; other < MEMBERS; other++) {
            if (i < MEMBERS || other != i - MEMBERS)
                close(pipes[other][0]);
            if (i >= MEMBERS)
                close(pipes[other][1]);
        }
        if (i < MEMBERS)
            send_all(pipes, messages);
        receive_all(pipes[i - MEMBERS][0], messages);
    }
    for (int i = 0; i < MEMBERS; i++) {
        close(pipes[i][0]);
        close(pipes[i][1]);
    }
}

int main(int argc, char *argv[])
{
    long messages = argc > 1 ? atol(argv[1]) : 10;

    for (int i = 0; i < GROUPS; i++)
        start_group(messages);
    for (int i = 0; i < GROUPS * 2 * MEMBERS; i++) {
        int status;

        must(wait(&status) > 0 && status == 0, "wait");
    }
    printf("%ld messages\n", messages * MEMBERS * MEMBERS * GROUPS);
    return EXIT_SUCCESS;
}
