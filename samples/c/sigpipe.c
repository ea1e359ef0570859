/*
 * sigpipe.c: writing to a pipe that nobody can read: by default fatal, ignored an error, handled both.
 *
 * What to watch for in the diagram:
 *   1. The parent has closed the read end before it forks: nobody can read.
 *   2. The first child writes. The kernel sends it SIGPIPE, whose default action ends it:
 *      write() never returns.
 *   3. The second child ignores SIGPIPE: write() fails with EPIPE, and the program can say so.
 *   4. The third handles it: the handler runs, and then write() fails with EPIPE all the same.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t runs;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void on_pipe(int signal)
{
    (void) signal;
    runs++;
}

static void write_as(const char *who, int end, void (*action)(int))
{
    pid_t child = fork();
    int status;

    if (child == -1)
        die("fork");
    if (child == 0) {
        signal(SIGPIPE, action);
        /* Stop 1 (each child): step. Does the child still exist? */
        ssize_t written = write(end, "anybody?", 8);
        printf("%s: write failed with EPIPE: %s; handler runs: %d\n", who, written == -1 && errno == EPIPE ? "yes" : "no", (int) runs);
        exit(EXIT_SUCCESS);
    }
    /* Stop 2 (parent): what has become of the child? */
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (WIFSIGNALED(status))
        printf("%s: ended by SIGPIPE: %s\n", who, WTERMSIG(status) == SIGPIPE ? "yes" : "no");
}

int main(void)
{
    int ends[2];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    signal(SIGPIPE, SIG_DFL);         /* Whatever this program was started with. */
    if (pipe(ends) == -1)
        die("pipe");
    close(ends[0]);

    write_as("default action", ends[1], SIG_DFL);
    write_as("ignored", ends[1], SIG_IGN);
    write_as("handled", ends[1], on_pipe);
    return EXIT_SUCCESS;
}
