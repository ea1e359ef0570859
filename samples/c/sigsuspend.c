/*
 * sigsuspend.c: waiting for a signal without missing it.
 *
 * What to watch for in the diagram:
 *   1. The parent blocks SIGUSR1 before it starts the child. If the signal comes early, it
 *      stays pending.
 *   2. The child sends it at once. The parent is still busy: SIGUSR1 is pending.
 *   3. sigsuspend() puts another mask in place and waits, as one step that nothing can come
 *      between. The pending signal ends it: the handler runs, and the mask of before is back.
 *   4. `broken_pause.c` does the two steps one after the other, and sleeps through the signal.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t has_come;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void on_usr1(int signal)
{
    (void) signal;
    has_come = 1;
}

int main(void)
{
    struct sigaction action = { .sa_handler = on_usr1 };
    sigset_t usr1, before;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGUSR1, &action, NULL) == -1)
        die("sigaction");
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    if (sigprocmask(SIG_BLOCK, &usr1, &before) == -1)
        die("sigprocmask");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        kill(getppid(), SIGUSR1);
        _exit(EXIT_SUCCESS);
    }
    if (waitpid(child, NULL, 0) == -1) /* It has surely sent its signal. */
        die("waitpid");
    printf("before: has the handler run? %s\n", has_come ? "yes" : "no");

    while (!has_come) {
        /* Stop 1: SIGUSR1 is pending. Step: the handler runs in sigsuspend(), which then returns. */
        sigsuspend(&before);
    }
    printf("after: has the handler run? %s\n", has_come ? "yes" : "no");

    sigset_t mask;
    sigprocmask(SIG_SETMASK, NULL, &mask);
    printf("after: is SIGUSR1 blocked again? %s\n", sigismember(&mask, SIGUSR1) ? "yes" : "no");
    return EXIT_SUCCESS;
}
