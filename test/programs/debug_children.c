/*
 * debug_children.c: four children at once, each of which runs work() and ends with its
 * result; the parent prints their sum. Argument: number of children.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int work(int number)
{
    int result = number * 2; /* Mark: child. */
    result = result + 1;
    return result;
}

int main(int argc, char *argv[])
{
    int children = argc > 1 ? atoi(argv[1]) : 4;
    int sum = 0;
    int status;

    for (int i = 0; i < children; i++) {
        pid_t child = fork();
        if (child == -1)
            return EXIT_FAILURE;
        if (child == 0)
            _exit(work(i));
    }
    for (int i = 0; i < children; i++) /* Mark: all children started. */
        if (wait(&status) != -1)
            sum += WEXITSTATUS(status);
    printf("sum %d\n", sum);
    return EXIT_SUCCESS;
}
