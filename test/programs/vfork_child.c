/*
 * vfork_child.c: a vfork child runs a few statements of its own, then _exit(7).
 * It shares the parent's memory, so the parent sees what the child stored.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int stored = 1;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    int status;

    pid_t child = vfork();
    if (child == -1)
        die("vfork");
    if (child == 0) {
        stored = stored + 1; /* Breakpoint: vfork child. */
        stored = stored * 10;
        stored = stored + 3;
        _exit(7);
    }

    if (waitpid(child, &status, 0) == -1) /* Breakpoint: parent. */
        die("waitpid");
    printf("status %d, stored %d\n", WEXITSTATUS(status), stored);
    return EXIT_SUCCESS;
}
