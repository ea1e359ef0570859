/*
 * sigchld.c: three children end at once, and SIGCHLD comes once: the handler waits in a loop.
 *
 * What to watch for in the diagram:
 *   1. The parent blocks SIGCHLD. Three children end: SIGCHLD is generated three times by the
 *      kernel, and is pending once. The children are zombies.
 *   2. When the parent lets SIGCHLD in, its handler runs once. It calls waitpid() with WNOHANG
 *      until that says that there is none left: all three zombies go.
 *   3. `broken_sigchld.c` calls waitpid() once.
 */
#include <errno.h>
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
    int error = errno; /* waitpid() changes it, and what was interrupted may need it. */

    (void) signal;
    runs++;
    /* Stop 2: three zombies. Step: each turn takes one, as long as there is one. */
    while (waitpid(-1, NULL, WNOHANG) > 0)
        reaped++;
    errno = error;
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
    printf("the handler ran %d time, and waited for %d children\n", (int) runs, (int) reaped);
    printf("children left: %s\n", waitpid(-1, NULL, WNOHANG) == -1 && errno == ECHILD ? "none" : "some");
    return EXIT_SUCCESS;
}
