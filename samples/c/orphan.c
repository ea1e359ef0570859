/*
 * orphan.c: a stopped child whose parent ends: its process group is orphaned, and hears of it.
 *
 * What to watch for in the diagram:
 *   1. The child is a process group of its own and stops itself (SIGSTOP). Its parent, in another
 *      group of the same session, could continue it.
 *   2. The parent ends without doing so. Nobody is left in the session who could: the kernel sends
 *      SIGHUP and SIGCONT to the orphaned process group. A child without a handler would be gone.
 *   3. The child goes on, in its handler, with another parent.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t hung_up;

static void on_hang_up(int signal)
{
    (void) signal;
    hung_up = 1;
}

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void child(int done)
{
    if (signal(SIGHUP, on_hang_up) == SIG_ERR || setpgid(0, 0) == -1)
        die("setpgid");
    /* Stop 1: Step: nothing happens any more, until the parent ends. */
    if (raise(SIGSTOP) != 0)
        die("raise");
    if (write(done, hung_up ? "h" : "-", 1) == -1)
        die("write");
    _exit(EXIT_SUCCESS);
}

/* It ends while its child is stopped. */
static void parent(int done)
{
    pid_t pid = fork();

    if (pid == -1)
        die("fork");
    if (pid == 0)
        child(done);
    if (waitpid(pid, NULL, WUNTRACED) == -1)
        die("waitpid");
    /* Stop 2: the child is stopped. Step: this process ends. */
    _exit(EXIT_SUCCESS);
}

int main(void)
{
    int done[2];
    char byte;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (pipe(done) == -1)
        die("pipe");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        close(done[0]);
        parent(done[1]);
    }
    close(done[1]);
    if (waitpid(pid, NULL, 0) == -1)
        die("waitpid");
    if (read(done[0], &byte, 1) != 1)
        die("read");
    printf("the orphan goes on, and has %s SIGHUP\n", byte == 'h' ? "seen" : "not seen");
    return EXIT_SUCCESS;
}
