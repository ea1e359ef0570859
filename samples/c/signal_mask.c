/*
 * signal_mask.c: a handler, a mask that keeps signals out for a while, and three signals that become one.
 *
 * What to watch for in the diagram:
 *   1. The parent handles SIGUSR1: its card names the function and the line.
 *   2. It blocks SIGUSR1. The child sends it three times; the parent goes on undisturbed,
 *      and its card shows SIGUSR1 as pending, sent three times.
 *   3. The child handles SIGUSR1 too: dispositions and masks are copied by fork, pending
 *      signals are not.
 *   4. When the parent lets SIGUSR1 in again, its handler runs, once: of a standard signal
 *      one instance is kept.
 */
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

static void on_usr1(int signal)
{
    (void) signal;
    runs++;
}

static void handle(int signal, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };

    sigemptyset(&action.sa_mask);
    if (sigaction(signal, &action, NULL) == -1)
        die("sigaction");
}

static void send_three_times(pid_t process)
{
    for (int i = 0; i < 3; i++)
        if (kill(process, SIGUSR1) == -1)
            die("kill");
}

static int is_pending(int signal)
{
    sigset_t pending;

    if (sigpending(&pending) == -1)
        die("sigpending");
    return sigismember(&pending, signal);
}

int main(void)
{
    sigset_t usr1, before;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    handle(SIGUSR1, on_usr1);

    /* Stop 1: step over sigprocmask. SIGUSR1 is blocked from then on. */
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    if (sigprocmask(SIG_BLOCK, &usr1, &before) == -1)
        die("sigprocmask");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        /* Stop 2 (child): step. Each kill() is counted on the parent's card. */
        send_three_times(getppid());
        exit(EXIT_SUCCESS);
    }
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");

    printf("blocked: the handler has run %d times, SIGUSR1 is pending: %s\n", (int) runs, is_pending(SIGUSR1) ? "yes" : "no");
    /* Stop 3 (parent): sent three times, pending once. Step: the handler runs. */
    if (sigprocmask(SIG_SETMASK, &before, NULL) == -1)
        die("sigprocmask");
    printf("let in: the handler has run %d times, SIGUSR1 is pending: %s\n", (int) runs, is_pending(SIGUSR1) ? "yes" : "no");
    return EXIT_SUCCESS;
}
