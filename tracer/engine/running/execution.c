#include "running/execution.h"

#include <sys/ptrace.h>

#include "recording/records.h"
#include "running/debug.h"
#include "targets/tasks.h"

static unsigned freeze_reasons;

bool execution_allows(const struct task *task) {
    const struct process *process = task->process;
    unsigned frozen_by = process->runs_while_frozen || process->finishes_step ? freeze_reasons & ~(unsigned)FREEZE_BY_STOP : freeze_reasons;
    return frozen_by == 0 && process->debug_state == DEBUG_RUNNING && !task->kept;
}

/* ptrace(2) requests fail with ESRCH when the task was killed meanwhile; its death is reported to us as any other. */
static void go(struct task *task, enum __ptrace_request request, int signal) {
    task->stopped = false;
    task->registers_known = false;
    ptrace(request, task->tid, 0, signal);
}

void execution_go_on(struct task *task) {
    int signal = task->signal;
    if (task->signal_waits) {
        if (signal != 0)
            record_signal(task, &task->signal_information);
        task->signal_waits = false;
    }
    task->signal = 0;
    if (signal != 0)
        step_signals_given(task);
    if (task->group_stopped) {
        task->listening = true;
        go(task, PTRACE_LISTEN, 0);
    } else if (task->call.phase == CALL_INSIDE || task->restarts_by_block) {
        go(task, PTRACE_SYSCALL, signal);
    } else if (debug_prepare_step(task)) {
        go(task, step_signals_begin(task, signal), signal);
    } else {
        go(task, PTRACE_CONT, signal);
    }
}

void execution_settle(struct task *task) {
    if (task->stopped && task->turn == 0 && execution_allows(task))
        execution_go_on(task);
}

void execution_settle_process(struct process *process) {
    for (struct task *task = process->first_task; task != NULL; task = task->next)
        execution_settle(task);
}

static void settle_all(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        execution_settle_process(process);
}

static void interrupt(struct task *task) {
    /* Sent although one may be pending, since any other stop that comes first uses it up (ptrace_stop in the kernel
     * clears JOBCTL_TRAP_STOP), unless that stop was on its way already: the two cannot be told apart. */
    if (task->stopped || task->exiting)
        return;
    if (ptrace(PTRACE_INTERRUPT, task->tid, 0, 0) == 0)
        task->interrupting = true;
    task->call.disturbed = true;
}

void execution_interrupt_process(struct process *process) {
    for (struct task *task = process->first_task; task != NULL; task = task->next)
        interrupt(task);
}

static void interrupt_running(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->launching)
            continue;
        for (struct task *task = process->first_task; task != NULL; task = task->next)
            if (task->call.phase != CALL_INSIDE && !task->listening)
                interrupt(task);
    }
}

void execution_freeze(enum freeze_reason reason) {
    freeze_reasons |= reason;
    interrupt_running();
}

void execution_thaw(enum freeze_reason reason) {
    if ((freeze_reasons & reason) == 0)
        return;
    freeze_reasons &= ~(unsigned)reason;
    if (freeze_reasons == 0)
        settle_all();
}
