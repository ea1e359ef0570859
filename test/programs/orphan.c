/*
 * orphan.c: the parent exits with status 9 at once; its child lives on for a while.
 * Argument: milliseconds (default 300).
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    long milliseconds = argc > 1 ? atol(argv[1]) : 300;
    struct timespec delay = { milliseconds / 1000, milliseconds % 1000 * 1000000 };

    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        nanosleep(&delay, NULL);
        printf("the orphan is done\n");
        return EXIT_SUCCESS;
    }
    return 9;
}
