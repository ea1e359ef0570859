/*
 * blocked_read.c: reads from an empty pipe until a child writes after a while.
 * Argument: milliseconds (default 300), or the path of a file that ends the while when it
 * is there. Prints whether EINTR was ever seen: without a signal handler it must not be.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Whether no sleep failed. */
static bool sleep_for(const char *argument)
{
    bool is_path = argument[0] == '/';
    long milliseconds = is_path ? 20 : atol(argument);
    struct timespec delay = { milliseconds / 1000, milliseconds % 1000 * 1000000 };

    do
        if (nanosleep(&delay, NULL) == -1)
            return false;
    while (is_path && access(argument, F_OK) == -1);
    return true;
}

int main(int argc, char *argv[])
{
    bool interrupted = false;
    ssize_t received;
    char byte = '-';
    int ends[2];
    int status;

    if (pipe(ends) == -1)
        die("pipe");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(ends[0]);
        bool slept = sleep_for(argc > 1 ? argv[1] : "300");
        if (write(ends[1], slept ? "x" : "i", 1) != 1)
            die("write");
        _exit(0);
    }

    close(ends[1]);
    do {
        received = read(ends[0], &byte, 1); /* Breakpoint: parent, before it blocks. */
        if (received == -1 && errno == EINTR)
            interrupted = true;
        else if (received == -1)
            die("read");
    } while (received == -1);
    close(ends[0]);

    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    printf("read %zd byte\n", received);
    printf("EINTR seen in read: %s\n", interrupted ? "yes" : "no");
    printf("EINTR seen in nanosleep: %s\n", byte == 'i' ? "yes" : "no");
    return EXIT_SUCCESS;
}
