/*
 * signal_storm.c: a process and its children send each other ten thousand mixed signals, while all of them are in calls
 * that signals interrupt. What it prints does not depend on when the signals come: every queued signal with its value
 * arrives once, in order; each standard signal arrives at least once; every byte goes through the pipes; every call
 * ends as it may. The exit status says the same.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { children = 3, sends = 3000, ring_bytes = 64 * 1024, kinds = 9 };

static int first_queued, second_queued;

/* Of this process, counted in its handlers. */
static volatile long queued_count, queued_sum, last_value, out_of_order, standard_count[65];
static long impossible;

static void die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static void on_queued(int signal, siginfo_t *information, void *context)
{
    (void) signal;
    (void) context;
    queued_count++;
    queued_sum += information->si_value.sival_int;
    if (information->si_value.sival_int <= last_value)
        out_of_order++;
    last_value = information->si_value.sival_int;
}

static void on_standard(int signal)
{
    int error = errno;

    standard_count[signal]++;
    if (signal == SIGUSR1)
        raise(SIGUSR2);
    errno = error;
}

static void handle(int signal, int flags)
{
    struct sigaction action = { .sa_flags = flags };

    sigemptyset(&action.sa_mask);
    if ((flags & SA_SIGINFO) != 0)
        action.sa_sigaction = on_queued;
    else
        action.sa_handler = on_standard;
    if (sigaction(signal, &action, NULL) == -1)
        die("sigaction");
}

static void handle_all(void)
{
    handle(SIGUSR1, 0);
    handle(SIGUSR2, SA_RESTART);
    handle(SIGALRM, 0);
    handle(SIGCHLD, SA_RESTART);
    handle(first_queued, SA_SIGINFO);
    handle(second_queued, SA_SIGINFO | SA_RESTART);
}

/* A call ended as it may: well, or because of a signal. */
static void check(long result)
{
    if (result == -1 && errno != EINTR && errno != EAGAIN)
        impossible++;
}

/* One of the calls that signals interrupt; none of them waits for long. */
static void call_something(int kind, int reader, int writer, int epoll)
{
    struct timespec moment = { 0, 200 * 1000 };
    struct timeval moment_of_select = { 0, 200 };
    struct pollfd polled = { .fd = reader, .events = POLLPRI };
    struct epoll_event event;
    sigset_t none, usr2;
    char byte = 'x';
    fd_set set;

    sigemptyset(&none);
    sigemptyset(&usr2);
    sigaddset(&usr2, SIGUSR2);
    switch (kind) {
    case 0:
        check(nanosleep(&moment, NULL));
        break;
    case 1:
        check(poll(&polled, 1, 1));
        break;
    case 2:
        check(ppoll(&polled, 1, &moment, &none));
        break;
    case 3:
        FD_ZERO(&set);
        FD_SET(reader, &set);
        check(select(reader + 1, NULL, NULL, &set, &moment_of_select));
        break;
    case 4:
        check(epoll_wait(epoll, &event, 1, 1));
        break;
    case 5:
        check(epoll_pwait(epoll, &event, 1, 1, &usr2));
        break;
    case 6:
        while (waitpid(-1, NULL, 0) == -1 && errno != ECHILD)
            check(-1);
        break;
    case 7:
        while (write(writer, &byte, 1) == -1)
            check(-1);
        while (read(reader, &byte, 1) == -1)
            check(-1);
        break;
    case 8:
        sigprocmask(SIG_BLOCK, &usr2, NULL);
        check(sigtimedwait(&usr2, NULL, &moment) > 0 ? 0 : -1);
        sigprocmask(SIG_UNBLOCK, &usr2, NULL);
        break;
    }
}

static void send_value(pid_t process, int signal, int value)
{
    while (sigqueue(process, signal, (union sigval){ .sival_int = value }) == -1) {
        if (errno != EAGAIN)
            die("sigqueue");
        usleep(1000);
    }
}

/* Writes all bytes, however often it is interrupted. */
static void pour(int end)
{
    static char bytes[ring_bytes];

    for (size_t done = 0; done < sizeof bytes;) {
        ssize_t written = write(end, bytes + done, sizeof bytes - done);
        if (written > 0)
            done += (size_t) written;
        else
            check(written);
    }
}

/* Sends its parent values in order, other signals in between, and the bytes. */
static void be_child(int number, int to_parent, int own[2], int epoll)
{
    pid_t parent = getppid();

    for (int i = 1; i <= sends; i++) {
        if (number == 0)
            send_value(parent, first_queued, i);
        else
            kill(parent, i % 2 == 0 ? SIGUSR1 : SIGUSR2);
        if (i % 16 == 0)
            kill(getpid(), SIGUSR1);
        if (i % 8 == 0)
            call_something(i / 8 % kinds, own[0], own[1], epoll);
    }
    pour(to_parent);
    exit(impossible == 0 && (standard_count[SIGUSR1] > 0) ? EXIT_SUCCESS : EXIT_FAILURE);
}

static long drain(int end)
{
    static char bytes[4096];
    long sum = 0;

    for (;;) {
        ssize_t got = read(end, bytes, sizeof bytes);
        if (got == 0)
            return sum;
        if (got > 0)
            sum += got;
        else
            check(got);
    }
}

int main(void)
{
    struct itimerval often = { { 0, 3000 }, { 0, 3000 } }, never = { { 0, 0 }, { 0, 0 } };
    int to_parent[2], own[2], good = 0;
    pid_t pids[children];

    first_queued = SIGRTMIN;
    second_queued = SIGRTMIN + 1;
    handle_all();
    int epoll = epoll_create1(0);
    struct epoll_event event = { .events = EPOLLPRI };
    if (pipe(to_parent) == -1 || pipe(own) == -1 || epoll == -1 || epoll_ctl(epoll, EPOLL_CTL_ADD, own[0], &event) == -1)
        die("pipe");
    for (int number = 0; number < children; number++) {
        pids[number] = fork();
        if (pids[number] == -1)
            die("fork");
        if (pids[number] == 0) {
            int ends[2];
            if (pipe(ends) == -1)
                die("pipe");
            be_child(number, to_parent[1], ends, epoll);
        }
    }
    close(to_parent[1]);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int i = 1; i <= 1000; i++) {
        kill(pids[i % children], SIGUSR2);
        if (i % 4 == 0)
            call_something(i / 4 % kinds == 6 ? 0 : i / 4 % kinds, own[0], own[1], epoll);
    }
    long bytes = drain(to_parent[0]);
    for (int number = 0; number < children; number++) {
        int status;
        while (waitpid(pids[number], &status, 0) == -1)
            check(-1);
        good += WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }
    setitimer(ITIMER_REAL, &never, NULL);
    printf("queued: %ld signals, sum %ld, out of order %ld\n", (long) queued_count, (long) queued_sum, (long) out_of_order);
    printf("seen: SIGUSR1 %d, SIGUSR2 %d, SIGALRM %d, SIGCHLD %d\n", standard_count[SIGUSR1] > 0, standard_count[SIGUSR2] > 0,
           standard_count[SIGALRM] > 0, standard_count[SIGCHLD] > 0);
    printf("bytes: %ld, good children: %d, impossible results: %ld\n", bytes, good, impossible);
    return EXIT_SUCCESS;
}
