/* timerfd.c: timers that are set, stopped, expire once and again, by absolute times, and are shared. */
#define _GNU_SOURCE
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void expect(int holds)
{
    if (!holds)
        abort();
}

static int set(int fd, int flags, long milliseconds, long interval)
{
    struct itimerspec times = { { 0, interval * 1000000 }, { milliseconds / 1000, milliseconds % 1000 * 1000000 } }, old;

    return timerfd_settime(fd, flags, &times, &old);
}

static uint64_t expirations(int fd)
{
    uint64_t number = 0;

    return read(fd, &number, sizeof number) == sizeof number ? number : 0;
}

static void wait_for(int fd)
{
    struct pollfd asked = { fd, POLLIN, 0 };

    poll(&asked, 1, -1);
}

static void relative(int fd)
{
    struct itimerspec left;

    expect(expirations(fd) == 0);
    expect(set(fd, 0, 5, 0) == 0);
    wait_for(fd);
    expect(timerfd_gettime(fd, &left) == 0 && left.it_value.tv_sec == 0);
    expect(expirations(fd) == 1);
    expect(expirations(fd) == 0);
    expect(set(fd, 0, 5, 7) == 0);
    wait_for(fd);
    expect(expirations(fd) >= 1);
    wait_for(fd);
    expect(timerfd_gettime(fd, &left) == 0);
    expect(set(fd, 0, 0, 9) == 0);
    expect(expirations(fd) == 0);
    expect(set(fd, 0, 1000 * 1000, 0) == 0);
    expect(timerfd_gettime(fd, &left) == 0 && left.it_value.tv_sec > 0);
    expect(set(fd, 8, 1, 0) == -1);
    expect(set(fd, 0, -1, 0) == -1);
}

static void absolute(int fd)
{
    struct itimerspec times = { { 0, 0 }, { 0, 1 } };
    struct timespec now;

    expect(timerfd_settime(fd, TFD_TIMER_ABSTIME, &times, NULL) == 0);
    expect(expirations(fd) == 1);
    clock_gettime(CLOCK_REALTIME, &now);
    times.it_value.tv_sec = now.tv_sec + 1000;
    expect(timerfd_settime(fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &times, NULL) == 0);
    expect(set(fd, 0, 0, 0) == 0);
}

/* It is one timer, whoever reads it. */
static void shared(int fd)
{
    expect(set(fd, 0, 5, 0) == 0);
    if (fork() == 0) {
        wait_for(fd);
        expect(expirations(fd) == 1);
        _exit(0);
    }
    wait(NULL);
    expect(expirations(fd) == 0);
}

int main(void)
{
    int fd = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), real = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    int copy = dup(fd);
    struct itimerspec left;

    expect(timerfd_create(77, 0) == -1);
    expect(timerfd_gettime(0, &left) == -1);
    relative(copy);
    absolute(real);
    shared(fd);
    expect(set(real, 0, 3, 0) == 0);
    close(fd);
    close(copy);
    fd = timerfd_create(CLOCK_BOOTTIME, 0);
    expect(set(fd, 0, 10, 0) == 0 && expirations(fd) == 1);
    return 0;
}
