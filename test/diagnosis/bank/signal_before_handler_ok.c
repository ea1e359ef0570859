/*
 * signal_before_handler_ok.c: signal_before_handler.c, with the handler set before the fork.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t told;

static void note(int signal)
{
    told = signal;
}

static void work(void)
{
    usleep(100 * 1000);
    while (!told)
        usleep(1000);
    _exit(0);
}

int main(void)
{
    signal(SIGUSR1, note);
    pid_t child = fork();

    if (child == 0)
        work();
    kill(child, SIGUSR1);
    wait(NULL);
    return 0;
}
