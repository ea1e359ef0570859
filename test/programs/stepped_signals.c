/* stepped_signals.c: what a program finds out about its signals: which are blocked in its handlers, by its calls and in
 * its children, in which order they come, and that raise(3) and sigprocmask(2) return after their delivery. With an
 * argument it only spins. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int values, alarms, blocked_in_handler;

static int count_blocked(void)
{
    sigset_t set;

    sigprocmask(SIG_BLOCK, NULL, &set);
    return __builtin_popcountl(*(unsigned long *) &set);
}

static void on_alarm(int signal)
{
    (void) signal;
    alarms++;
    blocked_in_handler = count_blocked();
}

static void on_value(int signal, siginfo_t *information, void *context)
{
    (void) signal;
    (void) context;
    values = 10 * values + information->si_value.sival_int;
}

static void send_later(int pipe_end)
{
    if (fork() != 0)
        return;
    usleep(50000);
    kill(getppid(), SIGALRM);
    usleep(50000);
    _exit(write(pipe_end, "x", 1) != 1);
}

static void wait_for_children(void)
{
    int status;

    while (waitpid(-1, &status, 0) > 0 || errno == EINTR)
        ;
}

int main(int argc, char *argv[])
{
    struct sigaction by_value = { .sa_sigaction = on_value, .sa_flags = SA_SIGINFO };
    sigset_t value, alarm, others;
    int ends[2], status, at_once, unblocked, after_waiting;
    char byte = '-';

    (void) argv;
    while (argc > 1) /* Mark: spins. */
        ;
    signal(SIGALRM, on_alarm);
    sigaction(SIGRTMIN, &by_value, NULL);
    sigemptyset(&value);
    sigaddset(&value, SIGRTMIN);
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    raise(SIGALRM); /* Mark: begin. */
    at_once = alarms;
    sigprocmask(SIG_BLOCK, &value, &others);
    for (int number = 1; number <= 5; number++)
        sigqueue(getpid(), SIGRTMIN, (union sigval){ .sival_int = number });
    sigprocmask(SIG_SETMASK, &others, NULL);
    unblocked = values;
    if (fork() == 0)
        _exit(count_blocked());
    wait(&status);
    if (pipe(ends) != 0)
        return 1;
    send_later(ends[1]);
    while (alarms == 1) /* Mark: waits for its handler. */
        ;
    if (read(ends[0], &byte, 1) != 1)
        return 2;
    sigprocmask(SIG_BLOCK, &alarm, NULL);
    send_later(ends[1]);
    sigsuspend(&others);
    after_waiting = alarms;
    sigprocmask(SIG_SETMASK, &others, NULL);
    wait_for_children();
    printf("at once %d %d, blocked %d %d %d, byte %c, alarms %d\n", at_once, unblocked, count_blocked(), WEXITSTATUS(status),
           blocked_in_handler, byte, after_waiting);
    return 0;
}
