/*
 * broken_zombie.c: BROKEN ON PURPOSE: a server that never waits for its children.
 *
 * What to watch for in the diagram:
 *   1. Each request makes a child. The child ends, and its descriptors are closed; but its number
 *      and its exit status stay: a zombie, until its parent waits for it. This parent never does.
 *   2. SIGCHLD is sent three times, and nobody listens: by default nothing happens.
 *   3. They go when the server ends: their new parent waits for them.
 *
 * To put it right: wait for them, in a handler of SIGCHLD (`sigchld.c`), or say that nobody is
 * interested: signal(SIGCHLD, SIG_IGN).
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void serve(int request)
{
    siginfo_t information;
    pid_t child = fork();

    if (child == -1)
        die("fork");
    if (child == 0)
        _exit(request);
    /* Only so that the picture is the same each time: WNOWAIT leaves the zombie where it is. */
    if (waitid(P_PID, (id_t) child, &information, WEXITED | WNOWAIT) == -1)
        die("waitid");
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    for (int request = 1; request <= 3; request++)
        serve(request);
    /* Stop 1: three zombies. Nothing of theirs is left but a number and a status. */
    printf("three requests are served, and three zombies are left\n");
    return EXIT_SUCCESS;
}
