/*
 * deadlock.c: two processes that both read first. Neither can ever move.
 * Argument: after that many seconds an alarm ends the parent, so that nothing stays
 * behind (default 30; 0: wait for ever). The child then reads end of file and exits.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Wait for the other's message before sending one: the mistake. */
static void exchange(int from_other, int to_other)
{
    char byte;

    ssize_t received = read(from_other, &byte, 1); /* Both wait here. */
    if (received == -1)
        die("read");
    if (received == 1 && write(to_other, &byte, 1) != 1)
        die("write");
}

int main(int argc, char *argv[])
{
    int to_child[2];
    int to_parent[2];

    if (pipe(to_child) == -1)
        die("pipe");
    if (pipe(to_parent) == -1)
        die("pipe");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(to_child[1]);
        close(to_parent[0]);
        exchange(to_child[0], to_parent[1]);
        _exit(0);
    }

    close(to_child[0]);
    close(to_parent[1]);
    alarm(argc > 1 ? atoi(argv[1]) : 30);
    exchange(to_parent[0], to_child[1]);
    return EXIT_SUCCESS;
}
