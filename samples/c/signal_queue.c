/*
 * signal_queue.c: real-time signals wait in a queue, each with a value, and none is lost.
 *
 * What to watch for in the diagram:
 *   1. The parent blocks SIGRTMIN and SIGRTMIN+1. The child sends five of them, with values.
 *   2. All five are pending: two of one signal are two, unlike with SIGUSR1.
 *   3. When the parent lets them in, the lower number comes first, and of one number what
 *      was sent first.
 *   4. sigwaitinfo() takes one from the queue without any handler.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t values[8], count;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void on_value(int signal, siginfo_t *information, void *context)
{
    (void) signal;
    (void) context;
    if (count < 8)
        values[count++] = information->si_value.sival_int;
}

static void handle(int signal, const sigset_t *mask)
{
    struct sigaction action = { .sa_sigaction = on_value, .sa_flags = SA_SIGINFO, .sa_mask = *mask };

    if (sigaction(signal, &action, NULL) == -1)
        die("sigaction");
}

static void send(pid_t process, int signal, int value)
{
    if (sigqueue(process, signal, (union sigval){ .sival_int = value }) == -1)
        die("sigqueue");
}

int main(void)
{
    sigset_t both;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    sigemptyset(&both);
    sigaddset(&both, SIGRTMIN);
    sigaddset(&both, SIGRTMIN + 1);
    handle(SIGRTMIN, &both); /* While one is handled, the others wait. */
    handle(SIGRTMIN + 1, &both);
    if (sigprocmask(SIG_BLOCK, &both, NULL) == -1)
        die("sigprocmask");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        /* Stop 1 (child): step. The parent's queue grows by one each time. */
        send(getppid(), SIGRTMIN + 1, 1);
        send(getppid(), SIGRTMIN + 1, 2);
        send(getppid(), SIGRTMIN, 3);
        send(getppid(), SIGRTMIN, 4);
        send(getppid(), SIGRTMIN + 1, 5);
        exit(EXIT_SUCCESS);
    }
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");

    siginfo_t information;
    /* Stop 2 (parent): five wait. Step: the first of the lower number is taken. */
    if (sigwaitinfo(&both, &information) == -1)
        die("sigwaitinfo");
    printf("taken: signal SIGRTMIN+%d with the value %d\n", information.si_signo - SIGRTMIN, information.si_value.sival_int);

    /* Stop 3 (parent): four wait. Step: the handler runs four times. */
    if (sigprocmask(SIG_UNBLOCK, &both, NULL) == -1)
        die("sigprocmask");
    printf("handled:");
    for (int i = 0; i < count; i++)
        printf(" %d", (int) values[i]);
    printf("\n");
    return EXIT_SUCCESS;
}
