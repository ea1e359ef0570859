/*
 * signal_nested.c: a handler that is interrupted by another, and one that is not.
 *
 * What to watch for in the diagram:
 *   1. SIGUSR1 interrupts main; in its handler the process sends itself SIGUSR2. That
 *      handler interrupts the first: the card shows both, the inner one on top.
 *   2. The inner one returns first, to the outer one; the outer one returns to main.
 *   3. The second time SIGUSR2 stands in the mask of the action for SIGUSR1. It stays
 *      pending until the handler for SIGUSR1 has returned: one after the other.
 *   4. In its own handler a signal is blocked by itself, unless SA_NODEFER says otherwise.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* printf() may not be called in a handler: it could interrupt another printf(). write() may. */
static void say(const char *text)
{
    if (write(STDOUT_FILENO, text, strlen(text)) == -1)
        _exit(EXIT_FAILURE);
}

static void on_usr2(int signal)
{
    (void) signal;
    /* Stop 2: in the inner handler, or in one of its own. */
    say("  handler for SIGUSR2\n");
}

static void on_usr1(int signal)
{
    (void) signal;
    say(" handler for SIGUSR1 begins\n");
    /* Stop 1: step. Is the other handler entered here? */
    raise(SIGUSR2);
    say(" handler for SIGUSR1 ends\n");
}

static void handle_usr1(const sigset_t *mask)
{
    struct sigaction action = { .sa_handler = on_usr1, .sa_mask = *mask };

    if (sigaction(SIGUSR1, &action, NULL) == -1)
        die("sigaction");
}

int main(void)
{
    struct sigaction action = { .sa_handler = on_usr2 };
    sigset_t none, usr2;

    sigemptyset(&action.sa_mask);
    if (sigaction(SIGUSR2, &action, NULL) == -1)
        die("sigaction");
    sigemptyset(&none);
    sigemptyset(&usr2);
    sigaddset(&usr2, SIGUSR2);

    say("SIGUSR2 may come in:\n");
    handle_usr1(&none);
    raise(SIGUSR1);

    say("SIGUSR2 is blocked meanwhile:\n");
    handle_usr1(&usr2);
    raise(SIGUSR1);
    say("main goes on\n");
    return EXIT_SUCCESS;
}
