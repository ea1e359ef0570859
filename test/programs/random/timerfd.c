#include "operation.h"
#include <sys/timerfd.h>
#include <time.h>

OPERATION(timerfd)
{
    (void) timerfd_create((int) numbers[0], (int) numbers[1]);
}

/* The timer, the flags, the time until it expires, the interval: both in microseconds. */
OPERATION(settime)
{
    struct itimerspec times = { { 0, numbers[3] * 1000 }, { 0, numbers[2] * 1000 } };

    (void) timerfd_settime((int) numbers[0], (int) numbers[1], &times, NULL);
}

OPERATION(gettime)
{
    struct itimerspec left;

    (void) timerfd_gettime((int) numbers[0], &left);
}
