/*
 * many_children.c: many children write one byte each to a pipe and exit.
 * Argument: number of children (default 1000). Prints bytes read and children reaped.
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

static void never_called(void)
{
    printf("never\n"); /* Breakpoint: nobody hits it. */
}

int main(int argc, char *argv[])
{
    int children = argc > 1 ? atoi(argv[1]) : 1000;
    int ends[2];
    long bytes = 0;
    int reaped = 0;
    char buffer[256];

    if (children < 0)
        never_called();
    if (pipe(ends) == -1)
        die("pipe");

    for (int i = 0; i < children; i++) {
        pid_t child = fork();
        if (child == -1)
            die("fork");
        if (child == 0) {
            close(ends[0]);
            if (write(ends[1], "x", 1) != 1)
                _exit(1);
            _exit(0);
        }
    }

    close(ends[1]);
    for (;;) {
        ssize_t received = read(ends[0], buffer, sizeof buffer);
        if (received == -1)
            die("read");
        if (received == 0)
            break;
        bytes += received;
    }
    close(ends[0]);

    for (;;) {
        int status;
        if (wait(&status) == -1)
            break;
        if (status != 0)
            die("child");
        reaped++;
    }
    printf("%ld bytes, %d children\n", bytes, reaped);
    return EXIT_SUCCESS;
}
