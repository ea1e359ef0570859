#define _GNU_SOURCE
#include "operation.h"
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int signals[] = { SIGUSR1, SIGUSR2, SIGALRM, SIGCHLD, SIGPIPE, SIGCONT, 35, 36 };
#define SIGNALS ((long) (sizeof signals / sizeof *signals))

static int flags[] = { 0, SA_RESTART, SA_NODEFER, SA_RESETHAND, SA_SIGINFO, SA_ONSTACK, SA_RESTART | SA_NODEFER, SA_NOCLDSTOP };
#define FLAGS ((long) (sizeof flags / sizeof *flags))

/* How deep handlers that send signals to themselves may nest. */
#define DEEPEST 3
static volatile sig_atomic_t depth;
static sigjmp_buf place;
static volatile sig_atomic_t jumps;
static char alternative[16384];
static timer_t timer;
static int has_timer;

/* A set of them: bit 0 is the first of `signals`. */
static sigset_t set_of(long bits)
{
    sigset_t set;

    sigemptyset(&set);
    for (long i = 0; i < SIGNALS; i++)
        if ((bits >> i & 1) != 0)
            sigaddset(&set, signals[i]);
    return set;
}

static struct timespec milliseconds(long number)
{
    return (struct timespec){ 0, number * 1000 * 1000 };
}

static void on_signal(int signal)
{
    (void) signal;
    if (jumps) {
        jumps = 0;
        siglongjmp(place, 1);
    }
}

/* Interrupts itself with another signal, unless that is blocked. */
static void on_signal_again(int signal)
{
    if (depth >= DEEPEST)
        return;
    depth++;
    raise(signal == SIGUSR1 ? SIGUSR2 : SIGUSR1);
    depth--;
}

OPERATION(action)
{
    struct sigaction action = { .sa_flags = flags[numbers[2] % FLAGS], .sa_mask = set_of(numbers[3]) };

    action.sa_handler = numbers[1] == 0 ? SIG_DFL : numbers[1] == 1 ? SIG_IGN : numbers[1] == 2 ? on_signal_again : on_signal;
    sigaction(signals[numbers[0] % SIGNALS], &action, NULL);
}

OPERATION(mask)
{
    sigset_t set = set_of(numbers[1]);

    sigprocmask((int) numbers[0], &set, NULL);
}

OPERATION(kill)
{
    if (shared->pids[numbers[0]] > 0)
        kill(shared->pids[numbers[0]], (int) numbers[1]);
}

/* To a process, how, which signal, with which value. */
OPERATION(send)
{
    pid_t pid = shared->pids[numbers[0]];
    int signal = signals[numbers[2] % SIGNALS];

    if (pid <= 0)
        return;
    if (numbers[1] == 0)
        kill(pid, signal);
    else if (numbers[1] == 1)
        syscall(SYS_tgkill, pid, pid, signal);
    else if (numbers[1] == 2)
        sigqueue(pid, signal, (union sigval){ .sival_int = (int) numbers[3] });
    else
        raise(signal);
}

OPERATION(accept_signal)
{
    sigset_t set = set_of(numbers[0]);
    struct timespec limit = milliseconds(numbers[1]);

    sigtimedwait(&set, NULL, &limit);
}

/* Lets other signals in for as long as it waits. */
OPERATION(masked_poll)
{
    sigset_t set = set_of(numbers[0]);
    struct timespec limit = milliseconds(numbers[1]);

    ppoll(NULL, 0, &limit, &set);
}

OPERATION(suspend)
{
    sigset_t set = set_of(numbers[0]);
    struct itimerval soon = { .it_value = { 0, 3000 } };
    struct sigaction action = { .sa_handler = on_signal };

    sigdelset(&set, SIGALRM);
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
    sigsuspend(&set);
}

OPERATION(pending)
{
    sigset_t set;

    (void) numbers;
    sigpending(&set);
}

/* In microseconds; 0 stops it. */
OPERATION(interval)
{
    struct itimerval value = { { 0, numbers[1] }, { 0, numbers[0] } };

    setitimer(ITIMER_REAL, &value, NULL);
}

OPERATION(timer)
{
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = signals[numbers[0] % SIGNALS], .sigev_value = { 7 } };
    struct itimerspec value = { .it_value = { 0, numbers[1] * 1000 } };

    if (has_timer)
        timer_delete(timer);
    has_timer = timer_create(CLOCK_MONOTONIC, &event, &timer) == 0;
    if (has_timer)
        timer_settime(timer, 0, &value, NULL);
}

OPERATION(alternative)
{
    stack_t stack = { .ss_sp = alternative, .ss_size = sizeof alternative, .ss_flags = numbers[0] == 0 ? SS_DISABLE : 0 };

    sigaltstack(&stack, NULL);
}

/* Leaves a handler without returning from it. */
OPERATION(jump)
{
    struct sigaction action = { .sa_handler = on_signal };

    (void) numbers;
    sigaction(SIGUSR1, &action, NULL);
    if (sigsetjmp(place, 1) == 0) {
        jumps = 1;
        raise(SIGUSR1);
        jumps = 0;
    }
}
