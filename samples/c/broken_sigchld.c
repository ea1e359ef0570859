/*
 * broken_sigchld.c: three children end at once, SIGCHLD comes once, and the handler waits for one.
 *
 * What to watch for in the diagram:
 *   1. SIGCHLD is generated three times and is pending once, as every standard signal.
 *   2. The handler runs once and calls waitpid() once: one zombie goes, two stay.
 *   3. They stay as long as the parent lives. A server that works like this fills the process
 *      table, one busy moment after the other.
 *
 * What is wrong: one SIGCHLD means at least one child, not one child. `sigchld.c` has the
 * loop that is missing here.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t runs, reaped;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void on_child(int signal)
{
    (void) signal;
    runs++;
    /* Stop 2: three zombies. Step: two are left. */
    if (waitpid(-1, NULL, WNOHANG) > 0)
        reaped++;
}

/* Without taking it away: the child stays a zombie. */
static void see_end(pid_t child)
{
    siginfo_t information;

    if (waitid(P_PID, (id_t) child, &information, WEXITED | WNOWAIT) == -1)
        die("waitid");
}

int main(void)
{
    struct sigaction action = { .sa_handler = on_child, .sa_flags = SA_RESTART };
    sigset_t child_signal, before;
    pid_t children[3];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGCHLD, &action, NULL) == -1)
        die("sigaction");
    sigemptyset(&child_signal);
    sigaddset(&child_signal, SIGCHLD);
    if (sigprocmask(SIG_BLOCK, &child_signal, &before) == -1)
        die("sigprocmask");

    for (int i = 0; i < 3; i++) {
        children[i] = fork();
        if (children[i] == -1)
            die("fork");
        if (children[i] == 0)
            _exit(i);
    }
    for (int i = 0; i < 3; i++)
        see_end(children[i]);

    /* Stop 1: three zombies, one SIGCHLD that is pending. Step: the handler runs. */
    if (sigprocmask(SIG_SETMASK, &before, NULL) == -1)
        die("sigprocmask");
    printf("the handler ran %d time, and waited for %d child\n", (int) runs, (int) reaped);
    /* Stop 3: two zombies, and nobody will wait for them. */
    printf("zombies left: %d\n", 3 - (int) reaped);
    return EXIT_SUCCESS;
}
