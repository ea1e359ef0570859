/*
 * broken_select.c: the sets of select() are not filled anew: one of two producers is forgotten.
 *
 * What to watch for in the diagram:
 *   1. Two producers have a pipe each. The consumer waits for both in select().
 *   2. The first producer writes. select() returns, and has changed the set: only the first
 *      pipe is still in it.
 *   3. The consumer hands the same set to select() again. Now it waits for the first pipe
 *      alone: the reason on its card names only that one.
 *   4. The second producer writes. Its bytes are in its pipe, and nobody waits for them.
 *   5. The first producer ends: select() returns, since the end of its pipe can be read.
 *      Without that the consumer would wait for ever.
 *
 * What is wrong: select() writes its answer over the question. Fill the sets before each
 * call, or keep a copy of them. poll() has two fields instead of one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <unistd.h>

#define PRODUCERS 2

/* Who writes when: the second producer after the consumer's word, the first one ends after the second's. */
static int go[2], done[2];

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void wait_for(int turn)
{
    char byte;

    if (read(turn, &byte, 1) != 1)
        die("read");
}

static void say(int turn)
{
    if (write(turn, "!", 1) != 1)
        die("write");
}

static int start_producer(int number, pid_t *child_of)
{
    int ends[2];

    if (pipe(ends) == -1)
        die("pipe");
    pid_t child = *child_of = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(ends[0]);
        if (number == 1)
            wait_for(go[0]);
        if (write(ends[1], "data", 4) != 4)
            die("write");
        if (number == 1)
            say(done[1]);
        else
            wait_for(done[0]);
        exit(EXIT_SUCCESS);
    }
    close(ends[1]);
    return ends[0];
}

int main(void)
{
    int from[PRODUCERS], got = 0;
    pid_t children[PRODUCERS];
    fd_set readable;
    char data[4];

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (pipe(go) == -1 || pipe(done) == -1)
        die("pipe");
    FD_ZERO(&readable);
    for (int number = 0; number < PRODUCERS; number++) {
        from[number] = start_producer(number, &children[number]);
        FD_SET(from[number], &readable);
    }
    for (int round = 0; round < PRODUCERS; round++) {
        /* Stop 1: step. In the second round the set has one member less. */
        if (select(from[PRODUCERS - 1] + 1, &readable, NULL, NULL, NULL) == -1)
            die("select");
        for (int number = 0; number < PRODUCERS; number++) {
            if (!FD_ISSET(from[number], &readable))
                continue;
            ssize_t length = read(from[number], data, sizeof data);
            if (length == -1)
                die("read");
            printf("consumer: producer %d %s\n", number + 1, length == 0 ? "has ended" : "has sent something");
            got += length > 0;
        }
        if (round == 0)
            say(go[1]);
    }
    printf("consumer: got something of %d of %d\n", got, PRODUCERS);
    for (int number = 0; number < PRODUCERS; number++)
        waitpid(children[number], NULL, 0);
    return EXIT_SUCCESS;
}
