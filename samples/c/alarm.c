/*
 * alarm.c: a timer that interrupts a loop, and the timer that repeats itself.
 *
 * What to watch for in the diagram:
 *   1. setitimer() sets a timer: 50 ms from now, SIGALRM comes. Nobody sends it but the kernel.
 *   2. The process is in a loop, in no system call at all. The handler runs between two of
 *      its instructions, and the loop ends since the handler has changed the condition.
 *   3. With an interval the timer expires again and again, until it is stopped.
 *   4. alarm() is the same timer in whole seconds. alarm(0) stops it: nothing comes.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <unistd.h>

static volatile sig_atomic_t expirations;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void on_alarm(int signal)
{
    (void) signal;
    expirations++;
}

static void set_timer(long first_milliseconds, long interval_milliseconds)
{
    struct itimerval value = {
        .it_value = { 0, first_milliseconds * 1000 },
        .it_interval = { 0, interval_milliseconds * 1000 },
    };

    if (setitimer(ITIMER_REAL, &value, NULL) == -1)
        die("setitimer");
}

/* Without volatile the compiler could read the condition once, and the loop would never end. */
static void loop_until(int wanted)
{
    while (expirations < wanted)
        continue;
}

int main(void)
{
    struct sigaction action = { .sa_handler = on_alarm };

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) == -1)
        die("sigaction");

    /* Stop 1: step. The timer is set, and the loop runs until it expires. */
    set_timer(50, 0);
    loop_until(1);
    printf("expired once: the loop is over\n");

    /* Stop 2: step. This one repeats itself. */
    set_timer(40, 40);
    loop_until(3);
    set_timer(0, 0);
    printf("expired twice more: stopped\n");

    /* Stop 3: alarm(1), and then alarm(0): how much was left? */
    alarm(1);
    unsigned left = alarm(0);
    printf("alarm: %u second was left\n", left);
    return EXIT_SUCCESS;
}
