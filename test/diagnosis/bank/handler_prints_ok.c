/*
 * handler_prints_ok.c: the handler sets a flag; another one prints, but comes only while sigsuspend waits.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t ticks, rests;

static void tick(int signal)
{
    (void) signal;
    ticks++;
}

static void rest(int signal)
{
    fprintf(stderr, "signal %d\n", signal);
    rests++;
}

int main(void)
{
    struct sigaction action = { .sa_handler = tick }, other = { .sa_handler = rest };
    sigset_t blocked, before;
    sigaction(SIGALRM, &action, NULL), sigaction(SIGUSR1, &other, NULL);
    sigemptyset(&blocked), sigaddset(&blocked, SIGUSR1);
    sigprocmask(SIG_BLOCK, &blocked, &before);
    struct itimerval soon = { .it_value = { .tv_usec = 20000 } };
    setitimer(ITIMER_REAL, &soon, NULL);
    while (ticks == 0)
        ;
    fprintf(stderr, "it has ticked\n");
    kill(getpid(), SIGUSR1);
    while (rests == 0)
        sigsuspend(&before);
    return 0;
}
