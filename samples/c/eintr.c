/*
 * eintr.c: a handler interrupts a read() that waits: it fails with EINTR, or is made again.
 *
 * What to watch for in the diagram:
 *   1. The parent waits in read() at an empty pipe. The child sends SIGUSR1: the handler runs.
 *   2. Without SA_RESTART read() then fails with EINTR. Nothing was read; the program
 *      has to decide what to do, and reads again.
 *   3. With SA_RESTART the kernel makes the call again after the handler: read() returns
 *      when the child has written, as if nothing had happened.
 *   4. Some calls are never made again, whatever the flags: nanosleep(), poll(), pause().
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t runs;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static void on_usr1(int signal)
{
    (void) signal;
    runs++;
}

static void handle(int flags)
{
    struct sigaction action = { .sa_handler = on_usr1, .sa_flags = flags };

    sigemptyset(&action.sa_mask);
    if (sigaction(SIGUSR1, &action, NULL) == -1)
        die("sigaction");
}

/* Interrupts the parent while it reads, and writes a byte for it afterwards. */
static pid_t start_child(int end)
{
    pid_t child = fork();

    if (child == -1)
        die("fork");
    if (child == 0) {
        rest(100); /* The parent waits in read() meanwhile. */
        /* Stop 1 (child): the parent waits. Step: its handler runs. */
        kill(getppid(), SIGUSR1);
        rest(100);
        /* Stop 2 (child): is the parent in read()? */
        if (write(end, "x", 1) != 1)
            die("write");
        exit(EXIT_SUCCESS);
    }
    return child;
}

static void read_while_interrupted(const char *how, const int *ends, int flags)
{
    char byte;
    int failures = 0;

    handle(flags);
    runs = 0;
    pid_t child = start_child(ends[1]);
    while (read(ends[0], &byte, 1) == -1) {
        if (errno != EINTR)
            die("read");
        /* Stop 3 (parent): the handler has run, and read() has failed. */
        failures++;
    }
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    printf("%s: the handler ran %d time, read failed with EINTR %d times\n", how, (int) runs, failures);
}

int main(void)
{
    int ends[2];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (pipe(ends) == -1)
        die("pipe");
    read_while_interrupted("without SA_RESTART", ends, 0);
    read_while_interrupted("with SA_RESTART", ends, SA_RESTART);
    return EXIT_SUCCESS;
}
