/*
 * pingpong.c: one byte goes from the parent to the child and back, through two pipes.
 * Argument: rounds (default 1000). Prints the rounds done.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void answer(int from_parent, int to_parent)
{
    char byte;

    while (read(from_parent, &byte, 1) == 1)
        if (write(to_parent, &byte, 1) != 1)
            die("write");
}

int main(int argc, char *argv[])
{
    long rounds = argc > 1 ? atol(argv[1]) : 1000;
    int there[2];
    int back[2];
    int status;

    if (pipe(there) == -1)
        die("pipe");
    if (pipe(back) == -1)
        die("pipe");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(there[1]);
        close(back[0]);
        answer(there[0], back[1]);
        _exit(0);
    }
    close(there[0]);
    close(back[1]);

    for (long i = 0; i < rounds; i++) {
        char byte = 'a' + i % 26;
        char echoed;
        if (write(there[1], &byte, 1) != 1)
            die("write");
        if (read(back[0], &echoed, 1) != 1)
            die("read");
        if (echoed != byte) {
            fprintf(stderr, "round %ld: sent %c, got %c\n", i, byte, echoed);
            return EXIT_FAILURE;
        }
    }
    close(there[1]);
    close(back[0]);
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    printf("%ld rounds, status %d\n", rounds, WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
