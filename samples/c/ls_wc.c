/*
 * ls_wc.c: what a shell does for `ls | wc -l`, by hand.
 *
 * The child becomes ls, the parent becomes wc. Neither program knows about the pipe: ls
 * writes to descriptor 1 and wc reads from descriptor 0, as they always do.
 *
 * What to watch for in the diagram:
 *   1. pipe() and fork(): both tables hold both ends of one pipe.
 *   2. Child: close(1) frees the number 1, and dup() of the write end takes it, because
 *      it is the lowest free one. Two descriptors lead to the write end.
 *   3. Child: closing both originals leaves 1 as its only way into the pipe. execlp()
 *      replaces the program; the table stays as it is.
 *   4. Parent: the same with 0 and the read end. Then it becomes wc.
 *   5. ls fills the pipe and ends. Its write end was the last one, so wc reads end of
 *      file, prints the number of lines and ends.
 *   6. Nobody waits for ls: it stays a zombie for as long as wc runs.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

int main(void)
{
    int ends[2];

    if (pipe(ends) == -1)
        die("pipe");

    pid_t child = fork();
    if (child == -1)
        die("fork");

    if (child == 0) {
        /* Stop 1 (child): step from here and watch its table. */
        close(STDOUT_FILENO);
        if (dup(ends[1]) == -1)
            die("dup");
        close(ends[0]);
        close(ends[1]);
        /* Stop 2 (child): 1 leads into the pipe. The next call starts ls. */
        execlp("ls", "ls", NULL);
        die("execlp");
    }

    /* Stop 3 (parent): step from here and watch its table. */
    close(STDIN_FILENO);
    if (dup(ends[0]) == -1)
        die("dup");
    close(ends[0]);
    close(ends[1]); /* Without this, wc would never end. */
    /* Stop 4 (parent): 0 leads out of the pipe. The next call starts wc. */
    execlp("wc", "wc", "-l", NULL);
    die("execlp");
}
