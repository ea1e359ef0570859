/*
 * signals.c: a SIGUSR1 handler; then SIGALRM arrives while read() waits, first without
 * SA_RESTART (read must fail with EINTR) and then with it (read must go on waiting).
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static int ends[2];
static volatile sig_atomic_t user_signals;
static volatile sig_atomic_t alarms;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void count_user_signal(int number)
{
    (void) number;
    user_signals = user_signals + 1; /* Breakpoint: handler. */
}

static void count_alarm(int number)
{
    (void) number;
    alarms = alarms + 1;
}

/* Every alarm is counted. The second one puts the byte into the pipe. */
static void count_alarm_and_write(int number)
{
    int saved_errno = errno;
    (void) number;
    alarms = alarms + 1;
    if (alarms == 2 && write(ends[1], "x", 1) != 1)
        _exit(3);
    errno = saved_errno;
}

static void handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    if (sigaction(number, &action, NULL) == -1)
        die("sigaction");
}

/* Alarms again and again, so that one of them surely arrives during the read. */
static void set_alarms(long milliseconds)
{
    struct timeval period = { 0, milliseconds * 1000 };
    struct itimerval timer = { period, period };
    if (setitimer(ITIMER_REAL, &timer, NULL) == -1)
        die("setitimer");
}

static void print_read(const char *title)
{
    char byte;
    alarms = 0;
    set_alarms(50);
    ssize_t received = read(ends[0], &byte, 1);
    int error = errno;
    set_alarms(0);
    if (received == -1 && error == EINTR)
        printf("%s: read failed with EINTR\n", title);
    else if (received == -1)
        printf("%s: read failed with error %d\n", title, error);
    else
        printf("%s: read returned %zd\n", title, received);
}

int main(void)
{
    if (pipe(ends) == -1)
        die("pipe");

    handle(SIGUSR1, count_user_signal, 0);
    for (int i = 0; i < 3; i++)
        if (kill(getpid(), SIGUSR1) == -1)
            die("kill");
    printf("SIGUSR1 handled %d times\n", (int) user_signals);

    handle(SIGALRM, count_alarm, 0);
    print_read("without SA_RESTART");

    handle(SIGALRM, count_alarm_and_write, SA_RESTART);
    print_read("with SA_RESTART");

    close(ends[0]);
    close(ends[1]);
    return EXIT_SUCCESS;
}
