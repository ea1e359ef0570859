/*
 * signal_after_wait_ok.c: signal_after_wait.c, with the two in the other order.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t go;

static void note(int signal)
{
    go = signal;
}

int main(void)
{
    sigset_t usr1, before;

    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    sigprocmask(SIG_BLOCK, &usr1, &before);
    signal(SIGUSR1, note);
    pid_t child = fork();
    if (child == 0) {
        while (!go)
            sigsuspend(&before);
        _exit(0);
    }
    kill(child, SIGUSR1);
    waitpid(child, NULL, 0);
    return 0;
}
