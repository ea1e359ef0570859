#include "watching/watching.h"

#include <stddef.h>
#include <sys/ptrace.h>

#include "running/causes.h"
#include "running/execution.h"
#include "targets/tasks.h"
#include "watching/access_record.h"
#include "watching/accesses.h"
#include "watching/regions.h"
#include "watching/watched.h"
#include "watching/watched_calls.h"

static bool is_on;

void watching_start(void) {
    is_on = true;
    execution_see_calls(true);
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
    if (!is_on || task->process->launching)
        return false;
    if (is_at_entry(task)) {
        if (watched_call_enter(task))
            return false;
        go_on(task);
        return true;
    }
    if (watched_call_leave(task))
        causes_note_return(task);
    go_on(task);
    return true;
}

bool watching_takes_call_exit(struct task *task) {
    return is_on && !watched_call_leave(task);
}

/* ---- Faults ---- */

bool watching_takes_signal(struct task *task, const siginfo_t *information) {
    if (!is_on)
        return false;
    if (information->si_signo == SIGTRAP && watched_of(task)->enters_handler) {
        watched_of(task)->enters_handler = false;
        watched_call_catch_up(task);
        go_on(task);
        return true;
    }
    if (information->si_signo != SIGSEGV)
        return false;
    switch (access_take_fault(task, information)) {
    case FAULT_OF_PROGRAM:
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
    return is_on && !watched_call_catch_up(task);
}

/* ---- What is known ---- */

void watching_inherit(const struct address_space *parent, struct address_space *child) {
    regions_inherit(parent, child);
}

void watching_forget_task(struct task *task) {
    access_record_forget(task);
}

void watching_forget_space(struct address_space *space) {
    regions_forget(space);
}

uint64_t watching_write_old(void) {
    return access_record_write_old();
}

int watching_take_other_stop(struct task *task) {
    if (!is_on)
        return 0;
    int status = watched_of(task)->other_status;
    watched_of(task)->other_status = 0;
    return status;
}
