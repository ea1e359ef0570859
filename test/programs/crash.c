/*
 * crash.c: ends by a signal.
 * Argument: segv (store through a null pointer), abort, divide (SIGFPE), child (a child
 * crashes and the parent reports it), none (the default: it returns 0).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int zero;
static int *volatile nowhere = NULL;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void store(int *address, int value)
{
    *address = value; /* The crash. */
}

static void crash_in_a_child(void)
{
    int status;
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0)
        store(nowhere, 1);
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (WIFSIGNALED(status))
        printf("the child was ended by signal %d\n", WTERMSIG(status));
}

int main(int argc, char *argv[])
{
    const char *how = argc > 1 ? argv[1] : "none";

    printf("how: %s\n", how);
    fflush(stdout);
    if (strcmp(how, "segv") == 0)
        store(nowhere, 1);
    if (strcmp(how, "abort") == 0)
        abort();
    if (strcmp(how, "divide") == 0)
        zero = 100 / zero;
    if (strcmp(how, "child") == 0)
        crash_in_a_child();
    return EXIT_SUCCESS;
}
