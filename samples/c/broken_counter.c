/*
 * broken_counter.c: a handler and main change one variable, and a change is lost.
 *
 * What to watch for in the diagram:
 *   1. main reads the number, adds 1 and writes it back: three steps. Between the first and the
 *      last it is interrupted (here by raise(), so that it happens each time; in a real
 *      program by bad luck, once in a million).
 *   2. The handler adds 10 and returns. main writes back what it had read before: the 10
 *      are gone. It is the error of two threads without a lock, with one thread.
 *   3. The repaired version blocks the signal for these three steps. It stays pending, and
 *      the handler runs afterwards.
 *
 * What is wrong: `volatile` and `sig_atomic_t` make one read or one write whole, not what
 * lies between them.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static volatile sig_atomic_t number;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void on_usr1(int signal)
{
    (void) signal;
    number += 10;
}

/* The signal comes between reading and writing. */
static void add_one(void)
{
    sig_atomic_t copy = number;

    /* Stop 1: `copy` is 0. Step: the handler runs, and number is 10. */
    raise(SIGUSR1);
    /* Stop 2: step. What is number afterwards? */
    number = copy + 1;
}

static void add_one_undisturbed(void)
{
    sigset_t usr1, before;

    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    if (sigprocmask(SIG_BLOCK, &usr1, &before) == -1)
        die("sigprocmask");
    add_one();
    /* Stop 3: SIGUSR1 is pending. Step: the handler runs now. */
    if (sigprocmask(SIG_SETMASK, &before, NULL) == -1)
        die("sigprocmask");
}

int main(void)
{
    struct sigaction action = { .sa_handler = on_usr1 };

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGUSR1, &action, NULL) == -1)
        die("sigaction");

    add_one();
    printf("1 and 10 were added: %d\n", (int) number);
    number = 0;
    add_one_undisturbed();
    printf("1 and 10 were added, with the signal blocked: %d\n", (int) number);
    return EXIT_SUCCESS;
}
