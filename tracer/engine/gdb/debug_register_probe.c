#include "gdb/debug_register_probe.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/options.h"
#include "base/registers.h"

static volatile int watched;

static __attribute__((noreturn)) void store_under_watch(void) {
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, NULL);
    /* SIGSTOP cannot be blocked; the kernel forces the SIGTRAP of a debug register through, which ptrace(2) shows. */
    if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0 || raise(SIGSTOP) != 0)
        _exit(1);
    watched = 1;
    _exit(0);
}

/* The signal of its next stop; 0 when it has ended. */
static int next_stop(pid_t child) {
    int status;
    pid_t found;
    do
        found = waitpid(child, &status, __WALL);
    while (found < 0 && errno == EINTR);
    return found == child && WIFSTOPPED(status) ? WSTOPSIG(status) : 0;
}

static bool set_watch(pid_t child) {
    enum { first_register = 0, control_register = 7 };
    const uint64_t enabled = 1, on_write = 1 << 16, four_bytes = 3 << 18;
    return registers_write_debug(child, first_register, (uintptr_t)&watched)
           && registers_write_debug(child, control_register, enabled | on_write | four_bytes);
}

static bool try_them(void) {
    pid_t child = fork();
    if (child == 0)
        store_under_watch();
    int stop = child > 0 ? next_stop(child) : 0;
    if (stop == SIGSTOP && ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_EXITKILL) == 0 && set_watch(child)
        && ptrace(PTRACE_CONT, child, 0, 0) == 0)
        stop = next_stop(child);
    bool has_trapped = stop == SIGTRAP;
    if (stop != 0)
        kill(child, SIGKILL);
    while (stop != 0)
        stop = next_stop(child);
    return has_trapped;
}

bool debug_registers_work(void) {
    static enum { UNTRIED, DO_NOTHING, WORK } state = UNTRIED;
    if (state == UNTRIED)
        state = options.debug_registers && try_them() ? WORK : DO_NOTHING;
    return state == WORK;
}
