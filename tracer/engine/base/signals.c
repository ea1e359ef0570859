#include "base/signals.h"

#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>

static void read_sets(pid_t tid, uint64_t *ignored, uint64_t *caught) {
    char path[64], line[256];
    *ignored = *caught = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)tid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return;
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "SigIgn:", 7) == 0)
            *ignored = strtoull(line + 7, NULL, 16);
        else if (strncmp(line, "SigCgt:", 7) == 0)
            *caught = strtoull(line + 7, NULL, 16);
    fclose(file);
}

uint64_t signals_mask(int signal) {
    return 1ull << (signal - 1);
}

uint64_t signals_of_faults(void) {
    return signals_mask(SIGSEGV) | signals_mask(SIGBUS) | signals_mask(SIGFPE) | signals_mask(SIGILL) | signals_mask(SIGTRAP)
           | signals_mask(SIGSYS);
}

static bool is_ignored_by_default(int signal) {
    return signal == SIGCHLD || signal == SIGCONT || signal == SIGURG || signal == SIGWINCH;
}

bool signals_are_ignored(pid_t tid, int signal) {
    uint64_t ignored, caught, bit = signals_mask(signal);
    read_sets(tid, &ignored, &caught);
    return (ignored & bit) || (!(caught & bit) && is_ignored_by_default(signal));
}

uint64_t signals_without_default_effect(pid_t tid) {
    uint64_t ignored, caught;
    read_sets(tid, &ignored, &caught);
    for (int signal = 1; signal <= 64; signal++)
        if (is_ignored_by_default(signal))
            ignored |= signals_mask(signal);
    return ignored | caught;
}

bool signals_are_caught(pid_t tid, int signal) {
    uint64_t ignored, caught;
    read_sets(tid, &ignored, &caught);
    return (caught & signals_mask(signal)) != 0;
}

bool signals_have_default_effect(pid_t tid, int signal) {
    uint64_t ignored, caught, bit = signals_mask(signal);
    read_sets(tid, &ignored, &caught);
    return !(ignored & bit) && !(caught & bit) && !is_ignored_by_default(signal);
}

int signals_peek(pid_t tid, bool of_process, siginfo_t queued[signals_peeked_at_most]) {
    struct __ptrace_peeksiginfo_args from = { .flags = of_process ? PTRACE_PEEKSIGINFO_SHARED : 0, .nr = signals_peeked_at_most };
    return (int)ptrace(PTRACE_PEEKSIGINFO, tid, &from, queued);
}

uint64_t signals_queued(pid_t tid, bool of_process) {
    enum { at_once = 16 };
    siginfo_t queued[at_once];
    struct __ptrace_peeksiginfo_args from = { .off = 0, .flags = of_process ? PTRACE_PEEKSIGINFO_SHARED : 0, .nr = at_once };
    uint64_t mask = 0;
    long count;
    do {
        count = ptrace(PTRACE_PEEKSIGINFO, tid, &from, queued);
        for (long i = 0; i < count; i++)
            mask |= signals_mask(queued[i].si_signo);
        from.off += at_once;
    } while (count == at_once);
    return mask;
}
