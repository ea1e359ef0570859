/*
 * timerfd.c: a timer that is a descriptor: it is read, and waited for beside a pipe.
 *
 * What to watch for in the diagram:
 *   1. timerfd_create() gives a timer that is not set. Its clock is on its card.
 *   2. It is set to expire once. read() waits until it does, and brings a number: how often
 *      it expired since it was last read.
 *   3. With an interval it expires again and again. Who reads late gets one number for all
 *      expirations that he missed; nothing is queued.
 *   4. A time limit for a set of descriptors: poll() waits for a pipe and for a timer, and
 *      the timer is ready first.
 *   5. Set to 0 the timer is stopped: it never expires.
 */
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void set(int timer, long first, long interval)
{
    struct itimerspec times = { .it_value.tv_nsec = first * 1000 * 1000, .it_interval.tv_nsec = interval * 1000 * 1000 };

    if (timerfd_settime(timer, 0, &times, NULL) == -1)
        die("timerfd_settime");
}

static uint64_t expirations(int timer)
{
    uint64_t number;

    if (read(timer, &number, sizeof number) != sizeof number)
        die("read");
    return number;
}

static void once(int timer)
{
    set(timer, 30, 0);
    /* Stop 1: step. The process waits in read() until the timer expires. */
    printf("once: %d expiration\n", (int) expirations(timer));
}

static void again_and_again(int timer)
{
    struct timespec pause = { 0, 75 * 1000 * 1000 };

    set(timer, 20, 20);
    nanosleep(&pause, NULL);
    /* Stop 2: the program was busy with something else. Step: one number for several. */
    printf("interval: %s\n", expirations(timer) > 1 ? "several expirations, one number" : "one expiration");
}

static void time_limit(int timer)
{
    int ends[2];

    if (pipe(ends) == -1)
        die("pipe");
    struct pollfd waited[] = { { ends[0], POLLIN, 0 }, { timer, POLLIN, 0 } };
    set(timer, 30, 0);
    /* Stop 3: step. Nobody writes; the timer ends the wait. */
    if (poll(waited, 2, -1) == -1)
        die("poll");
    printf("limit: the pipe is %s, the timer has %s\n", waited[0].revents ? "ready" : "not ready",
           waited[1].revents & POLLIN ? "expired" : "not expired");
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    if (timer == -1)
        die("timerfd_create");
    once(timer);
    again_and_again(timer);
    time_limit(timer);
    set(timer, 0, 0);
    struct pollfd stopped = { timer, POLLIN, 0 };
    /* Stop 4: the timer is stopped: nothing comes. */
    printf("stopped: %d ready\n", poll(&stopped, 1, 50));
    close(timer);
    return EXIT_SUCCESS;
}
