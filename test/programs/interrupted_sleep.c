/*
 * interrupted_sleep.c: sleeps until a signal comes for which it has a handler, and says
 * which. Gives up after a minute.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t came;

static void note(int signal)
{
    came = signal;
}

int main(void)
{
    struct sigaction action = { .sa_handler = note };

    if (sigaction(SIGINT, &action, NULL) == -1) {
        perror("sigaction");
        return EXIT_FAILURE;
    }
    unsigned left = sleep(60); /* Breakpoint: before the sleep. */
    printf("%s by signal %d\n", left > 0 ? "interrupted" : "not interrupted", (int) came);
    return came == 0;
}
