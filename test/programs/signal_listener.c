/* Names each signal that it gets and who sent it, and ends at SIGTERM. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void on_signal(int signal, siginfo_t *information, void *context)
{
    char line[64];
    (void) context;
    int length = snprintf(line, sizeof line, "SIG%s %d\n", sigabbrev_np(signal), (int) information->si_pid);
    if (write(1, line, (size_t) length) != length || signal == SIGTERM)
        _exit(7);
}

int main(void)
{
    static const int wanted[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2, SIGWINCH };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct sigaction action = { .sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART };
        sigfillset(&action.sa_mask);
        sigaction(wanted[i], &action, NULL);
    }
    if (write(1, "ready\n", 6) != 6)
        return 1;
    for (;;)
        pause();
}
