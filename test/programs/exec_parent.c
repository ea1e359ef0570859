/*
 * exec_parent.c: fork, and exec of a second program of ours.
 * Argument: path of exec_target. Prints the target's exit status.
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

int main(int argc, char *argv[])
{
    int status;

    if (argc != 2) {
        fprintf(stderr, "usage: exec_parent PATH-OF-EXEC_TARGET\n");
        return 2;
    }

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        execl(argv[1], argv[1], "one", "two", "three", NULL); /* Breakpoint: child. */
        die(argv[1]);
    }

    if (waitpid(child, &status, 0) == -1) /* Breakpoint: parent. */
        die("waitpid");
    printf("parent: target ended with status %d\n", WEXITSTATUS(status));
    return EXIT_SUCCESS;
}
