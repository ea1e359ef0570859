/*
 * sigchld_one_wait.c: one wait for each SIGCHLD.
 * finding: IPC032, hangs
 * words: p3 and p4 are zombies
 * lines: 18
 */

#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t left = 3;

static void on(int s)
{
    (void)s;
    if (waitpid(-1, NULL, WNOHANG) > 0)
        left--;
}

int main(void)
{
    sigset_t set, old;

    signal(SIGCHLD, on);
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, &old);
    for (int i = 0; i < 3; i++)
        if (fork() == 0)
            _exit(0);
    usleep(200000);
    sigprocmask(SIG_SETMASK, &old, NULL);
    while (left > 0)
        pause();
    return 0;
}
