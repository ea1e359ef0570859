/*
 * parent_child.c: how children end, and what is left of them.
 *
 * What to watch for in the diagram:
 *   1. A child ends with status 42. Until its parent waits for it, it is a zombie: no
 *      program, no descriptors, only its number and its exit status.
 *   2. waitpid() takes the status, and the zombie is gone.
 *   3. Another child is ended by a signal. The wait status tells that apart from exit.
 *   4. A third child makes a grandchild and ends first. The grandchild is an orphan: it
 *      runs on and gets another parent.
 *   5. The first process cannot wait for its grandchild. It reads from a pipe instead,
 *      whose last write end closes when the grandchild ends.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

static void show_a_zombie(void)
{
    siginfo_t information;
    int status;

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        /* Stop 1 (child): it ends here. */
        exit(42);
    }

    /* Wait until the child has ended, but leave its status for later (WNOWAIT). */
    if (waitid(P_PID, child, &information, WEXITED | WNOWAIT) == -1)
        die("waitid");
    rest(200);
    /* Stop 2 (parent): the child is a zombie. */
    if (kill(child, 0) == -1)
        die("kill");
    printf("the child has ended, but its number still exists: a zombie\n");

    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (WIFEXITED(status))
        printf("waitpid: the child called exit(%d)\n", WEXITSTATUS(status));

    if (kill(child, 0) != -1 || errno != ESRCH)
        die("kill after waitpid");
    printf("waited for: the number is gone\n");
}

static void end_a_child_by_signal(void)
{
    int status;

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        pause(); /* Wait for a signal, for ever. */
        exit(EXIT_SUCCESS);
    }

    /* Stop 3 (parent): the child waits in pause(). */
    if (kill(child, SIGTERM) == -1)
        die("kill");
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (WIFSIGNALED(status))
        printf("waitpid: the child was ended by signal %d\n", WTERMSIG(status));
}

static void live_as_an_orphan(pid_t first_parent)
{
    while (getppid() == first_parent)
        rest(10);
    /* Stop 4 (grandchild): its parent has ended. */
    printf("grandchild: my parent has ended, I have another one\n");
    rest(100);
}

static void make_an_orphan(void)
{
    int ends[2];
    char byte;

    if (pipe(ends) == -1)
        die("pipe");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        pid_t self = getpid();
        pid_t grandchild = fork();
        if (grandchild == -1)
            die("fork");
        if (grandchild == 0) {
            close(ends[0]);
            live_as_an_orphan(self);
            exit(EXIT_SUCCESS); /* This closes the last write end. */
        }
        /* Stop 5 (child): it ends before its own child does. */
        exit(EXIT_SUCCESS);
    }

    close(ends[1]);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    ssize_t received = read(ends[0], &byte, 1);
    if (received == -1)
        die("read");
    printf("the grandchild has ended: read returned %zd\n", received);
    close(ends[0]);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    show_a_zombie();
    end_a_child_by_signal();
    make_an_orphan();
    return EXIT_SUCCESS;
}
