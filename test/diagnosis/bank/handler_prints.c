/*
 * handler_prints.c: a handler prints with stdio, while the program may do so itself.
 * finding: IPC053
 * words: calls fprintf
 * lines: 17 27
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>

static volatile sig_atomic_t ticks;

static void tick(int signal)
{
    (void) signal;
    fprintf(stderr, "tick %d\n", ticks);
    ticks++;
}

int main(void)
{
    struct sigaction action = { .sa_handler = tick };
    sigaction(SIGALRM, &action, NULL);
    struct itimerval soon = { .it_value = { .tv_usec = 20000 } };
    setitimer(ITIMER_REAL, &soon, NULL);
    while (ticks == 0)
        ;
    fprintf(stderr, "it has ticked\n");
    return 0;
}
