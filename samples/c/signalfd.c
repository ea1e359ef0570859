/*
 * signalfd.c: signals as messages: a server that waits for its pipe and for its signals at once.
 *
 * What to watch for in the diagram:
 *   1. The signals are blocked first: no handler runs, what is sent stays pending.
 *   2. signalfd() gives a descriptor for these signals. poll() waits for the pipe and for it.
 *   3. SIGUSR1 is sent twice and is pending once: a read takes one message, with its sender.
 *   4. Two real-time signals with values are two messages: one read takes both.
 *   5. The signals are taken from what is pending for the reader. They are not "in" the
 *      descriptor: a child that reads its copy would get its own signals.
 *   6. SIGTERM is a message too: the server ends in an orderly way, in its own loop.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#define SIGNALS 8

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void send_signals(pid_t server, int to_server)
{
    union sigval value = { .sival_int = 7 };

    /* Stop 2, client: step, and look at what is pending for the server. */
    if (kill(server, SIGUSR1) == -1 || kill(server, SIGUSR1) == -1)
        die("kill");
    if (sigqueue(server, SIGRTMIN, value) == -1)
        die("sigqueue");
    value.sival_int = 8;
    if (sigqueue(server, SIGRTMIN, value) == -1)
        die("sigqueue");
    if (write(to_server, "work", 4) != 4)
        die("write");
    if (kill(server, SIGTERM) == -1)
        die("kill");
    exit(EXIT_SUCCESS);
}

/* Returns whether the server is to go on. */
static int take_signals(int signals)
{
    struct signalfd_siginfo taken[SIGNALS];
    ssize_t length = read(signals, taken, sizeof taken);
    int goes_on = 1;

    if (length == -1)
        die("read");
    for (size_t i = 0; i < (size_t) length / sizeof taken[0]; i++) {
        if ((int) taken[i].ssi_signo == SIGRTMIN)
            printf("server: SIGRTMIN with the value %d\n", taken[i].ssi_int);
        else
            printf("server: %s\n", taken[i].ssi_signo == SIGTERM ? "SIGTERM" : "SIGUSR1");
        goes_on = goes_on && taken[i].ssi_signo != SIGTERM;
    }
    return goes_on;
}

static void take_work(int work)
{
    char text[16];
    ssize_t length = read(work, text, sizeof text);

    if (length == -1)
        die("read");
    printf("server: %.*s\n", (int) length, text);
}

static void serve(int work, int signals)
{
    struct pollfd set[] = { { work, POLLIN, 0 }, { signals, POLLIN, 0 } };
    int goes_on = 1;

    while (goes_on) {
        /* Stop 3, server: step. poll() says which of the two is ready. */
        if (poll(set, 2, -1) == -1)
            die("poll");
        if (set[0].revents & POLLIN) {
            take_work(work);
            set[0].fd = -1; /* One message is all that comes: poll() passes it over from now on. */
        }
        if (set[1].revents & POLLIN)
            goes_on = take_signals(signals);
    }
}

int main(void)
{
    sigset_t set;
    int ends[2];

    setvbuf(stdout, NULL, _IOLBF, 0);
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGRTMIN);
    /* Stop 1: step. What is not blocked would be delivered, and no read would get it. */
    if (sigprocmask(SIG_BLOCK, &set, NULL) == -1)
        die("sigprocmask");
    int signals = signalfd(-1, &set, SFD_CLOEXEC);
    if (signals == -1)
        die("signalfd");
    if (pipe(ends) == -1)
        die("pipe");
    pid_t client = fork();
    if (client == -1)
        die("fork");
    if (client == 0)
        send_signals(getppid(), ends[1]);
    close(ends[1]);
    if (waitpid(client, NULL, 0) == -1)
        die("waitpid");
    serve(ends[0], signals);
    return EXIT_SUCCESS;
}
