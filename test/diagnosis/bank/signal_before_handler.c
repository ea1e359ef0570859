/*
 * signal_before_handler.c: a child sets its handler too late for the signal that its parent sends at once.
 * finding: IPC055
 * words: ended p2, which had no handler for it yet
 * lines: 33
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
    signal(SIGUSR1, note);
    while (!told)
        usleep(1000);
    _exit(0);
}

int main(void)
{
    pid_t child = fork();

    if (child == 0)
        work();
    kill(child, SIGUSR1);
    wait(NULL);
    return 0;
}
