/* stepped_timer.c: a few statements, with a signal handler that runs a thousand times a second. With an argument, the
 * handler takes that many milliseconds, and the signal comes a hundred times. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static volatile int ticks;
static int milliseconds;

static void stay(void)
{
    struct timespec now, begin;

    clock_gettime(CLOCK_MONOTONIC, &begin);
    do
        clock_gettime(CLOCK_MONOTONIC, &now);
    while ((now.tv_sec - begin.tv_sec) * 1000 + (now.tv_nsec - begin.tv_nsec) / 1000000 < milliseconds);
}

static void on_tick(int signal)
{
    static const struct itimerval never;

    (void) signal;
    ticks++;
    if (milliseconds > 0) {
        stay();
        if (ticks == 100)
            setitimer(ITIMER_REAL, &never, NULL);
    }
}

int main(int argc, char *argv[])
{
    struct itimerval often = { { 0, 1000 }, { 0, 1000 } };
    volatile int count = 0;

    if (argc > 1)
        milliseconds = atoi(argv[1]);
    signal(SIGALRM, on_tick);
    setitimer(ITIMER_REAL, &often, NULL);
    count++; /* Breakpoint: first step. */
    count++;
    count++;
    count++;
    count++;
    printf("%d\n", count);
    while (ticks == 0) /* Mark: waits for the handler. */
        ;
    return 0;
}
