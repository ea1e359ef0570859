#include "watching/watching.h"

#include <stddef.h>
#include <sys/ptrace.h>

#include "base/signals.h"
#include "running/causes.h"
#include "running/execution.h"
#include "running/neighbours.h"
#include "targets/tasks.h"
#include "watching/access_record.h"
#include "watching/accesses.h"
#include "watching/call_access.h"
#include "watching/fault_action.h"
#include "watching/regions.h"
#include "watching/switching.h"
#include "watching/watched.h"
#include "watching/watched_calls.h"

static bool was_ever_on; /* what was begun has to be ended */

void watching_set(bool on) {
    was_ever_on |= on;
    switching_request(on);
}

/* ---- Calls ---- */

static bool is_at_entry(const struct task *task) {
    struct __ptrace_syscall_info information;
    return ptrace(PTRACE_GET_SYSCALL_INFO, task->tid, sizeof information, &information) > 0 && information.op == PTRACE_SYSCALL_INFO_ENTRY;
}

static void go_on(struct task *task) {
    if (!execution_is_stopped(task))
        return; /* it is lost */
    if (execution_is_interrupting(task))
        execution_go_on_to_interrupt(task);
    else
        execution_settle(task);
}

bool watching_takes_call_stop(struct task *task) {
    if (!was_ever_on || task->process->launching)
        return false;
    if (is_at_entry(task)) {
        if (watched_call_enter(task))
            return false;
        go_on(task);
        return true;
    }
    if (watched_call_leave(task))
        causes_note_return(task);
    neighbours_let_go(task);
    go_on(task);
    return true;
}

bool watching_takes_call_exit(struct task *task) {
    bool is_lost = was_ever_on && !watched_call_leave(task);
    neighbours_let_go(task);
    return is_lost;
}

/* ---- Faults ---- */

/* A handler has a signal mask of its own; and what stayed open for a fault is closed where its handler begins. */
static void stop_at_handler(struct task *task, int signal) {
    if (regions_known(task->process->space) == NULL || !signals_are_caught(task->tid, signal))
        return;
    watched_of(task)->enters_handler = true;
    execution_stop_at_handler(task);
}

bool watching_takes_signal(struct task *task, const siginfo_t *information) {
    if (!was_ever_on)
        return false;
    struct watched *watched = watched_of(task);
    if (information->si_signo == SIGTRAP && watched->enters_handler) {
        watched->enters_handler = false;
        fault_action_note_mask(task);
        watched_call_catch_up(task);
        go_on(task);
        return true;
    }
    if (information->si_signo == SIGBUS)
        watched->may_fault = false;
    switch (information->si_signo == SIGSEGV ? access_take_fault(task, information) : FAULT_OF_PROGRAM) {
    case FAULT_OF_PROGRAM:
        stop_at_handler(task, information->si_signo);
        return false;
    case FAULT_WAS_ACCESS:
        causes_note_step(task);
        break;
    case FAULT_COMES_AGAIN:
    case FAULT_IS_LOST:
        break;
    }
    go_on(task);
    return true;
}

bool watching_takes_interrupt(struct task *task) {
    if (was_ever_on && !watched_of(task)->knows_mask)
        fault_action_note_mask(task);
    return was_ever_on && !watched_call_catch_up(task);
}

/* ---- What is known ---- */

void watching_inherit(const struct process *parent, struct process *child, bool shares_space) {
    if (!shares_space)
        regions_inherit(parent->space, child->space);
    fault_action_inherit(parent, child);
}

void watching_forget_task(struct task *task) {
    neighbours_let_go(task);
    call_access_forget(task);
    access_record_forget(task);
}

void watching_forget_space(struct address_space *space) {
    regions_forget(space);
}

bool watching_do_what_is_due(void) {
    return (access_record_write_old() != 0) | neighbours_look();
}

int watching_take_other_stop(struct task *task) {
    if (!was_ever_on)
        return 0;
    int status = watched_of(task)->other_status;
    watched_of(task)->other_status = 0;
    return status;
}
