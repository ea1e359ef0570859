/* stepped_timer.c: a few statements, with a signal handler that runs a thousand times a second. */
#include <signal.h>
#include <stdio.h>
#include <sys/time.h>

static volatile int ticks;

static void on_tick(int signal)
{
    (void) signal;
    ticks++;
}

int main(void)
{
    struct itimerval often = { { 0, 1000 }, { 0, 1000 } };
    volatile int count = 0;

    signal(SIGALRM, on_tick);
    setitimer(ITIMER_REAL, &often, NULL);
    count++; /* Breakpoint: first step. */
    count++;
    count++;
    count++;
    count++;
    printf("%d\n", count);
    return 0;
}
