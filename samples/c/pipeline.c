/*
 * pipeline.c: what a shell does for `seq 30 | grep 3 | sort -rn | tail -n 2`.
 *
 * The parent plays the shell. It makes the pipes one after another and forks a child for
 * each of the four commands.
 *
 * What to watch for in the diagram:
 *   1. Each turn of the loop makes the pipe that leads out of this command, then the
 *      child, then closes what only the child needs.
 *   2. A child holds at most two ends: 0 from the pipe before it, 1 to the pipe after it.
 *      The first reads what the parent read, the last writes where the parent wrote.
 *   3. After the loop: four children, three pipes, and the parent holds no end at all.
 *   4. The commands end from left to right, because the end of one is the end of file
 *      for the next. sort cannot write before grep has ended, tail not before sort.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define COMMANDS 4

static char *const commands[COMMANDS][4] = {
    { "seq", "30", NULL },
    { "grep", "3", NULL },
    { "sort", "-rn", NULL },
    { "tail", "-n", "2", NULL },
};

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Let the number `target` lead to where `descriptor` leads, and close `descriptor`. */
static void move_descriptor(int descriptor, int target)
{
    if (descriptor == target)
        return;
    if (dup2(descriptor, target) == -1)
        die("dup2");
    close(descriptor);
}

int main(void)
{
    pid_t children[COMMANDS];
    int statuses[COMMANDS];
    int input = STDIN_FILENO; /* Where the next command reads. */

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    for (int i = 0; i < COMMANDS; i++) {
        bool is_last = i == COMMANDS - 1;
        int ends[2] = { -1, STDOUT_FILENO }; /* The last one writes to our 1. */

        if (!is_last && pipe(ends) == -1)
            die("pipe");

        children[i] = fork();
        if (children[i] == -1)
            die("fork");

        if (children[i] == 0) {
            /* Stop 1 (each child): it will read from input and write to ends[1]. */
            if (!is_last)
                close(ends[0]);
            move_descriptor(input, STDIN_FILENO);
            move_descriptor(ends[1], STDOUT_FILENO);
            /* Stop 2 (each child): only 0, 1 and 2 are left. */
            execvp(commands[i][0], commands[i]);
            die("execvp");
        }

        /* Stop 3 (parent): give up what only the child needs. */
        if (input != STDIN_FILENO)
            close(input);
        if (!is_last)
            close(ends[1]);
        input = ends[0];
    }

    /* Stop 4 (parent): the pipeline runs by itself. */
    for (int i = 0; i < COMMANDS; i++)
        if (waitpid(children[i], &statuses[i], 0) == -1)
            die("waitpid");

    for (int i = 0; i < COMMANDS; i++)
        printf("%s ended with status %d\n", commands[i][0], WEXITSTATUS(statuses[i]));
    return EXIT_SUCCESS;
}
