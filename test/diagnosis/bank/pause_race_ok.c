/* pause_race_ok.c: the signal is blocked until sigsuspend. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t has_come;

static void on_usr1(int signal)
{
    (void)signal;
    has_come = 1;
}

int main(void)
{
    struct sigaction action = {.sa_handler = on_usr1};
    sigset_t usr1, old;
    sigaction(SIGUSR1, &action, NULL);
    sigemptyset(&usr1), sigaddset(&usr1, SIGUSR1), sigprocmask(SIG_BLOCK, &usr1, &old);
    if (!has_come) {
        pid_t child = fork();
        if (child == 0) {
            kill(getppid(), SIGUSR1);
            _exit(0);
        }
        while (waitpid(child, NULL, 0) == -1)
            continue;
        sigsuspend(&old);
    }
    return 0;
}
