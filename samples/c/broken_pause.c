/*
 * broken_pause.c: the signal comes between the question whether it has come and pause().
 *
 * What to watch for in the diagram:
 *   1. The parent asks whether the signal has come: it has not.
 *   2. Then the signal comes, and its handler runs (the program makes sure that it comes
 *      at this very moment; without that it happens once in a thousand runs).
 *   3. pause() waits for a signal. It came before: the parent would sleep for ever. Its
 *      card says that it waits for a signal, and nobody is left who could send one.
 *   4. A timer wakes it after 0.2 s, so that this sample ends.
 *
 * What is wrong: between the question and pause() there is a gap. `sigsuspend.c` closes it.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t has_come, was_woken;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void on_usr1(int signal)
{
    (void) signal;
    has_come = 1;
}

static void on_alarm(int signal)
{
    (void) signal;
    was_woken = 1;
}

static void handle(int signal, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler };

    sigemptyset(&action.sa_mask);
    if (sigaction(signal, &action, NULL) == -1)
        die("sigaction");
}

/* Who ends has surely sent its signal. */
static void let_child_send(void)
{
    pid_t child = fork();

    if (child == -1)
        die("fork");
    if (child == 0) {
        usleep(50 * 1000); /* Its parent waits for it meanwhile. */
        kill(getppid(), SIGUSR1);
        usleep(50 * 1000); /* So it handles the signal before that end. */
        _exit(EXIT_SUCCESS);
    }
    while (waitpid(child, NULL, 0) == -1)
        continue;
}

int main(void)
{
    struct itimerval rescue = { .it_value = { 0, 200 * 1000 }, .it_interval = { 0, 200 * 1000 } };

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    handle(SIGUSR1, on_usr1);
    handle(SIGALRM, on_alarm);

    if (!has_come) {
        let_child_send(); /* Here is the gap. */
        if (setitimer(ITIMER_REAL, &rescue, NULL) == -1)
            die("setitimer");
        /* Stop 1: the handler has run, and pause() is next. Step: who would wake it? */
        pause();
    }
    printf("the signal has come: %s, pause was ended by it: %s\n", has_come ? "yes" : "no", was_woken ? "no" : "yes");
    return EXIT_SUCCESS;
}
