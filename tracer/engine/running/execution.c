#include "running/execution.h"

#include <errno.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/wait.h>

#include "recording/calls.h"
#include "running/delivery.h"
#include "running/step_signals.h"
#include "running/stepping.h"
#include "targets/assertion.h"
#include "targets/tasks.h"

/* What a task does, as ptrace(2) sees it. */
enum activity {
    RUNS,
    STOPPED,          /* in a ptrace-stop that the engine has seen */
    STOPPED_IN_GROUP, /* in a group-stop: to be resumed with PTRACE_LISTEN */
    LISTENS,          /* resumed into a group-stop */
};

struct motion {
    enum activity activity;
    bool interrupting; /* PTRACE_INTERRUPT was sent, its stop has not been seen */
    bool is_kept, waits;
    bool is_in_seen_call, stops_at_handler;
};

struct leave {
    bool is_held, is_exempt;
    const struct task *alone;
};

static unsigned freeze_reasons;
static bool sees_all_calls;

static struct motion *motion_of(struct task *task) {
    if (task->motion == NULL)
        task->motion = tasks_new_part(sizeof *task->motion);
    return task->motion;
}

static struct leave *leave_of(struct process *process) {
    if (process->leave == NULL)
        process->leave = tasks_new_part(sizeof *process->leave);
    return process->leave;
}

bool execution_allows(struct task *task) {
    const struct leave *leave = leave_of(task->process);
    unsigned frozen_by = leave->is_exempt ? freeze_reasons & ~(unsigned)FREEZE_BY_STOP : freeze_reasons;
    bool is_turn = leave->alone == NULL || leave->alone == task;
    return frozen_by == 0 && !leave->is_held && !motion_of(task)->is_kept && is_turn;
}

/* ---- Resuming ---- */

static void send_interrupt(struct task *task) {
    if (ptrace(PTRACE_INTERRUPT, task->tid, 0, 0) == 0)
        motion_of(task)->interrupting = true;
}

/* ptrace(2) requests fail with ESRCH when the task was killed meanwhile; its death is reported to us as any other. */
static void go(struct task *task, enum __ptrace_request request, int signal) {
    motion_of(task)->activity = request == PTRACE_LISTEN ? LISTENS : RUNS;
    task_forget_registers(task);
    ptrace(request, task->tid, 0, signal);
}

static enum __ptrace_request request_for(struct task *task, int signal) {
    enum __ptrace_request request = stepping_prepare(task, signal);
    if (!sees_all_calls || request == PTRACE_SYSCALL)
        return request;
    /* A step over the instruction of a call would not stop inside of it. */
    return request == PTRACE_CONT || (signal == 0 && step_signals_stands_before_call(task)) ? PTRACE_SYSCALL : request;
}

void execution_go_on(struct task *task) {
    ASSERT(task, execution_is_stopped(task));
    bool is_in_group = motion_of(task)->activity == STOPPED_IN_GROUP;
    int signal = delivery_take(task);
    if (signal != 0)
        step_signals_given(task);
    bool stops_at_handler = signal != 0 && motion_of(task)->stops_at_handler;
    if (is_in_group)
        go(task, PTRACE_LISTEN, 0);
    else if (call_is_inside(task) || call_restarts_by_block(task) || motion_of(task)->is_in_seen_call)
        go(task, PTRACE_SYSCALL, signal);
    else
        go(task, stops_at_handler ? PTRACE_SINGLESTEP : request_for(task, signal), signal);
    if (stops_at_handler)
        motion_of(task)->stops_at_handler = false;
}

void execution_settle(struct task *task) {
    if (execution_is_stopped(task) && !motion_of(task)->waits && execution_allows(task))
        execution_go_on(task);
}

void execution_settle_delivery(struct task *task) {
    const struct leave *leave = leave_of(task->process);
    if (freeze_reasons != FREEZE_BY_JUDGE || leave->is_held || motion_of(task)->is_kept) {
        execution_settle(task);
        return;
    }
    /* The kernel has taken the signal from its queue, and changes masks and dispositions when it delivers it: the judge
     * looks when that is done, in the first instruction of the handler. */
    send_interrupt(task);
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

void execution_go_on_to_signal(struct task *task) {
    ASSERT(task, execution_is_stopped(task));
    go(task, PTRACE_CONT, 0);
}

int execution_run_alone(struct task *task, enum __ptrace_request request, int signal) {
    int wait_status = 0;
    go(task, request, signal);
    /* Signals that are to wake the engine's loop interrupt this, too. */
    while (waitpid(task->tid, &wait_status, __WALL) != task->tid)
        if (errno != EINTR)
            return 0;
    if (WIFSTOPPED(wait_status))
        motion_of(task)->activity = STOPPED;
    return wait_status;
}

void execution_see_calls(bool all) {
    sees_all_calls = all;
}

void execution_note_seen_call(struct task *task, bool is_inside) {
    motion_of(task)->is_in_seen_call = is_inside;
}

bool execution_is_in_seen_call(struct task *task) {
    return motion_of(task)->is_in_seen_call;
}

void execution_stop_at_handler(struct task *task) {
    motion_of(task)->stops_at_handler = true;
}

/* ---- Interrupting ---- */

void execution_go_on_to_interrupt(struct task *task) {
    ASSERT(task, execution_is_stopped(task));
    send_interrupt(task);
    go(task, PTRACE_CONT, 0);
}

void execution_interrupt(struct task *task) {
    /* Sent although one may be pending, since any other stop that comes first uses it up (ptrace_stop in the kernel
     * clears JOBCTL_TRAP_STOP), unless that stop was on its way already: the two cannot be told apart. */
    if (execution_is_stopped(task) || task->exiting)
        return;
    send_interrupt(task);
    call_note_interrupt(task);
}

void execution_interrupt_again(struct task *task) {
    send_interrupt(task);
}

void execution_interrupt_process(struct process *process) {
    for (struct task *task = process->first_task; task != NULL; task = task->next)
        execution_interrupt(task);
}

static void interrupt_running(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->launching)
            continue;
        for (struct task *task = process->first_task; task != NULL; task = task->next)
            if (!call_is_inside(task) && motion_of(task)->activity != LISTENS)
                execution_interrupt(task);
    }
}

/* ---- What a process or a task is held by ---- */

void execution_hold(struct process *process) {
    leave_of(process)->is_held = true;
}

void execution_release(struct process *process) {
    leave_of(process)->is_held = false;
}

void execution_exempt(struct process *process, bool is_exempt) {
    leave_of(process)->is_exempt = is_exempt;
}

void execution_keep(struct task *task, bool is_kept) {
    motion_of(task)->is_kept = is_kept;
}

void execution_leave_alone(struct process *process, const struct task *task) {
    leave_of(process)->alone = task;
}

void execution_leave_no_longer(const struct task *task) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (leave_of(process)->alone == task) {
            leave_of(process)->alone = NULL;
            execution_settle_process(process);
        }
}

void execution_let_wait(struct task *task, bool waits) {
    motion_of(task)->waits = waits;
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

/* ---- What a task does ---- */

bool execution_note_stop(struct task *task) {
    bool listened = motion_of(task)->activity == LISTENS;
    motion_of(task)->activity = STOPPED;
    task_forget_registers(task);
    return listened;
}

void execution_note_group_stop(struct task *task) {
    ASSERT(task, execution_is_stopped(task));
    motion_of(task)->activity = STOPPED_IN_GROUP;
}

void execution_note_interrupt_stop(struct task *task) {
    motion_of(task)->interrupting = false;
}

void execution_expect_first_stop(struct task *task) {
    motion_of(task)->interrupting = true;
}

void execution_note_loss(struct task *task) {
    motion_of(task)->activity = RUNS;
}

bool execution_is_stopped(struct task *task) {
    return motion_of(task)->activity == STOPPED || motion_of(task)->activity == STOPPED_IN_GROUP;
}

bool execution_stands(struct task *task) {
    return motion_of(task)->activity != RUNS;
}

bool execution_is_interrupting(struct task *task) {
    return motion_of(task)->interrupting;
}
