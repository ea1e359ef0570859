#include "gdb/signal_numbers.h"

#include <signal.h>

static const int gdb_signal_unknown = 143;

static const unsigned char gdb_numbers[65] = {
    [SIGHUP] = 1,   [SIGINT] = 2,   [SIGQUIT] = 3,  [SIGILL] = 4,     [SIGTRAP] = 5,  [SIGABRT] = 6,   [SIGFPE] = 8,   [SIGKILL] = 9,
    [SIGBUS] = 10,  [SIGSEGV] = 11, [SIGSYS] = 12,  [SIGPIPE] = 13,   [SIGALRM] = 14, [SIGTERM] = 15,  [SIGURG] = 16,  [SIGSTOP] = 17,
    [SIGTSTP] = 18, [SIGCONT] = 19, [SIGCHLD] = 20, [SIGTTIN] = 21,   [SIGTTOU] = 22, [SIGIO] = 23,    [SIGXCPU] = 24, [SIGXFSZ] = 25,
    [SIGPROF] = 27, [SIGUSR1] = 30, [SIGUSR2] = 31, [SIGVTALRM] = 26, [SIGPWR] = 32,  [SIGWINCH] = 28,
};

/* The real-time signals by the kernel's numbers: 33 to 63 are one run in gdb's list, 32 and 64 came later. */
static int real_time_number(int signal) {
    if (signal == 32)
        return 77;
    if (signal == 64)
        return 78;
    return signal - 33 + 45;
}

int gdb_signal_from_linux(int signal) {
    if (signal >= 32 && signal <= 64)
        return real_time_number(signal);
    if (signal == 0)
        return 0;
    if (signal < 0 || signal > 64 || gdb_numbers[signal] == 0)
        return gdb_signal_unknown;
    return gdb_numbers[signal];
}

int gdb_signal_to_linux(int gdb_signal) {
    for (int signal = 1; signal <= 64 && gdb_signal != gdb_signal_unknown; signal++)
        if (gdb_signal_from_linux(signal) == gdb_signal)
            return signal;
    return 0;
}
