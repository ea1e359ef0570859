#include "events/unkillable.h"

#include <stddef.h>
#include <sys/ptrace.h>

#include "base/process_state.h"
#include "base/signals.h"
#include "events/ending.h"
#include "running/debugger.h"
#include "targets/tasks.h"

/* Of an instruction that is made again when the signal is dropped; int3 (SIGTRAP) and a forbidden call (SIGSYS) are not. */
static bool is_fault(const siginfo_t *information) {
    static const int faults[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (information->si_signo == faults[i])
            return information->si_code > 0;
    return false;
}

bool unkillable_init_ends(struct task *task, const siginfo_t *information) {
    if (!is_fault(information) || debugger_of(task->process) != NULL || !signals_have_default_effect(task->tid, information->si_signo)
        || process_status_number(task->process->pid, "NSpid:") != 1)
        return false;
    pid_t pid = task->process->pid;
    ptrace(PTRACE_DETACH, task->tid, 0, 0);
    ending_happened(pid, information->si_signo);
    return true;
}
