/* signal_rounds.c ROUNDS: so many signals to oneself, each handled before the next. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static volatile sig_atomic_t handled;

static void handle(int signal)
{
    (void) signal;
    handled = handled + 1;
}

int main(int argc, char *argv[])
{
    long rounds = argc > 1 ? atol(argv[1]) : 1;

    if (signal(SIGUSR1, handle) == SIG_ERR)
        return EXIT_FAILURE;
    for (long round = 0; round < rounds; round++)
        if (kill(getpid(), SIGUSR1) == -1)
            return EXIT_FAILURE;
    printf("%d\n", (int) handled);
    return EXIT_SUCCESS;
}
