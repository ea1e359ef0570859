#include "operation.h"
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const int signals[] = { SIGUSR1, SIGUSR2, SIGCHLD, 35 };

/* The descriptor that changes or -1, a set of `signals` (bit 0 is the first), the flags. */
OPERATION(signalfd)
{
    sigset_t set;

    sigemptyset(&set);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if ((numbers[1] >> i & 1) != 0)
            sigaddset(&set, signals[i]);
    (void) signalfd((int) numbers[0], &set, (int) numbers[2]);
}

OPERATION(take_signals)
{
    struct signalfd_siginfo taken[4];

    (void) !read((int) numbers[0], taken, (size_t) numbers[1] * sizeof *taken);
}
