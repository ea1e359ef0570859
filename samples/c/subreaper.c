/*
 * subreaper.c: a process that adopts the orphans below it, as a service manager does.
 *
 * What to watch for in the diagram:
 *   1. PR_SET_CHILD_SUBREAPER: from now on, orphans among the descendants come to this process and
 *      not to init.
 *   2. The child makes a grandchild and exits: the grandchild has a new parent, the subreaper.
 *   3. The subreaper must wait for it, although it never forked it: else it would stay a zombie.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    int gate[2], status;
    char byte;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (prctl(PR_SET_CHILD_SUBREAPER, 1) == -1)
        die("prctl");
    if (pipe(gate) == -1)
        die("pipe");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        pid_t grandchild = fork();
        if (grandchild == -1)
            die("fork");
        if (grandchild > 0)
            _exit(1);
        close(gate[1]);
        if (read(gate[0], &byte, 1) == -1)
            die("read");
        _exit(2);
    }
    close(gate[0]);
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    printf("the child ended with %d\n", WEXITSTATUS(status));

    /* Stop 1: the grandchild is a child of this process now. Step: it may end. */
    close(gate[1]);
    if (waitpid(-1, &status, 0) == -1)
        die("waitpid");
    printf("the adopted grandchild ended with %d\n", WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
