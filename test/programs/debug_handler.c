/*
 * debug_handler.c: three signals to oneself, with a handler; then a null pointer is
 * written through, unless an argument says otherwise.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static volatile sig_atomic_t handled;

static void handle(int number)
{
    (void) number;
    handled = handled + 1; /* Mark: in the handler. */
}

int main(int argc, char *argv[])
{
    int *volatile nowhere = NULL;

    (void) argv;
    if (signal(SIGUSR1, handle) == SIG_ERR)
        return EXIT_FAILURE;
    for (int i = 0; i < 3; i++)
        raise(SIGUSR1);                    /* Mark: raise. */
    printf("handled %d\n", (int) handled); /* Mark: after the signals. */
    fflush(stdout);
    if (argc == 1)
        *nowhere = 1; /* Mark: fault. */
    return EXIT_SUCCESS;
}
