/*
 * debug_vfork.c: a vfork child runs the function that its parent runs too, in the
 * parent's memory, then ends; with an argument it executes that program instead.
 */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int visits;

static void visit(int times)
{
    visits = visits + times; /* Mark: parent and child. */
    visits = visits * 2;
}

int main(int argc, char *argv[])
{
    int status;

    visit(1);
    pid_t child = vfork();
    if (child == -1)
        return EXIT_FAILURE;
    if (child == 0) {
        visit(10);
        if (argc > 1)
            execv(argv[1], argv + 1);
        _exit(7);
    }
    if (waitpid(child, &status, 0) == -1)
        return EXIT_FAILURE;
    visit(100);
    printf("status %d, visits %d\n", WEXITSTATUS(status), visits);
    return EXIT_SUCCESS;
}
