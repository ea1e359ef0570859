#include "events/events.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/registers.h"
#include "events/creation.h"
#include "events/ending.h"
#include "events/exec.h"
#include "events/interrupted.h"
#include "events/judge.h"
#include "events/newborn.h"
#include "events/own_filter.h"
#include "events/passing.h"
#include "events/unkillable.h"
#include "recording/calls.h"
#include "recording/records.h"
#include "running/causes.h"
#include "running/debugger.h"
#include "running/delivery.h"
#include "running/execution.h"
#include "running/step_signals.h"
#include "running/stepping.h"
#include "targets/tasks.h"
#include "watching/watching.h"

/* ---- Calls ---- */

static void handle_call_entry(struct task *task) {
    if (task->process->launching) {
        execution_go_on(task);
        return;
    }
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return;
    if (execution_is_interrupting(task) || !execution_allows(task)) {
        /* It is to stand still outside of the kernel. Were it to enter the call with our interrupt pending, the call
         * could end early, with EINTR or with a part of its bytes written. */
        registers_back_out_of_call(registers);
        task_write_registers(task);
        execution_go_on_to_interrupt(task);
        return;
    }
    if (!judge_may_enter(task))
        return;
    call_enter(task);
    creation_take_untraced(task);
    execution_go_on(task);
}

void events_enter_call(struct task *task) {
    handle_call_entry(task);
}

static void handle_call_exit(struct task *task) {
    own_filter_hide_ours(task);
    creation_show_untraced(task);
    call_exit(task);
    if (watching_takes_call_exit(task))
        return;
    bool has_returned = !call_is_inside(task) && !call_is_unsettled(task);
    if (has_returned)
        exec_note_return(task);
    if (call_is_unsettled(task) && call_result(task) == -EINTR && execution_is_interrupting(task)) {
        /* Perhaps it ended because of our interrupt only: at the stop of the interrupt it is made to begin again. */
        execution_go_on_to_interrupt(task);
        return;
    }
    if (has_returned) {
        judge_call_returned();
        causes_note_return(task);
    }
    execution_settle(task);
}

static void handle_call_stop(struct task *task) {
    if (call_is_inside(task)) {
        handle_call_exit(task);
        return;
    }
    if (watching_takes_call_stop(task))
        return;
    /* The entry of a call that we resumed for in order to see whether the kernel goes on with an interrupted one. */
    struct user_regs_struct *registers = task_registers(task);
    call_note_no_restart(task);
    if (registers != NULL && registers_call_number(registers) == SYS_restart_syscall)
        call_enter_again(task);
    execution_go_on(task);
}

/* ---- Interrupts and group-stops ---- */

static bool is_stop_signal(int signal) {
    return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

/* The kernel reports our interrupt before a signal that waits, even the one of an int3 that the task has executed
 * already (get_signal in the kernel): its program counter would be shown one byte behind the breakpoint. */
static bool trap_of_breakpoint_waits(const struct task *task) {
    siginfo_t waiting[8];
    struct __ptrace_peeksiginfo_args from = { .off = 0, .flags = 0, .nr = sizeof waiting / sizeof *waiting };
    long count = ptrace(PTRACE_PEEKSIGINFO, task->tid, &from, waiting);
    for (long i = 0; i < count; i++)
        if (waiting[i].si_signo == SIGTRAP && waiting[i].si_code == SI_KERNEL)
            return true;
    return false;
}

/* Each task of a process reports that a stop signal stopped it, and that SIGCONT let it go on; the first speaks for all. */
static void note_job_control(const struct task *task, bool is_stopped, int signal) {
    struct process *process = task->process;
    if (process->launching || process->job_stopped == is_stopped)
        return;
    process->job_stopped = is_stopped;
    record_job_control(task, is_stopped ? signal : 0);
}

static void handle_event_stop(struct task *task, int signal, bool was_listening) {
    execution_note_interrupt_stop(task);
    if (trap_of_breakpoint_waits(task)) {
        execution_go_on_to_signal(task);
        return;
    }
    bool is_group_stop = is_stop_signal(signal);
    if (!is_group_stop && watching_takes_interrupt(task))
        return;
    debugger_greet(task);
    stepping_was_interrupted(task);
    if (is_group_stop)
        execution_note_group_stop(task);
    note_job_control(task, is_group_stop, signal);
    /* A real stop and continue make some calls end with EINTR (signal(7)); our interrupt must not. */
    if (!is_group_stop && !was_listening)
        interrupted_rewind(task);
    execution_settle(task);
}

/* ---- Signals ---- */

static void handle_signal(struct task *task, int signal, bool was_rewound) {
    siginfo_t information;
    if (ptrace(PTRACE_GETSIGINFO, task->tid, 0, &information) != 0)
        information = (siginfo_t){ .si_signo = signal };
    passing_name_sender(task, &information);
    if (watching_takes_signal(task, &information))
        return;
    if (signal == SIGTRAP && causes_take_trap(task, &information))
        return;
    if (unkillable_init_ends(task, &information))
        return;
    if (step_signals_put_back(task, &information)) {
        delivery_pass(task, signal);
        execution_settle(task);
        return;
    }
    interrupted_settle(task, was_rewound, &information);
    delivery_wait(task, &information);
    if (task->process->launching) {
        delivery_pass(task, signal);
    } else if (!causes_take_signal(task, signal)) {
        record_signal(task, &information);
        delivery_pass(task, signal);
    }
    execution_settle_delivery(task);
}

/* ---- All ---- */

static void handle_stop(struct task *task, int wait_status) {
    bool was_listening = execution_note_stop(task), was_rewound = interrupted_take_rewound(task);
    judge_forget_turn(task);
    int signal = WSTOPSIG(wait_status), event = wait_status >> 16;
    bool is_call_stop = event == 0 && signal == (SIGTRAP | 0x80);
    stepping_finish(task, is_call_stop ? !call_is_inside(task) : event != 0 && event != PTRACE_EVENT_STOP);
    switch (event) {
    case 0:
        if (is_call_stop)
            handle_call_stop(task);
        else
            handle_signal(task, signal, was_rewound);
        break;
    case PTRACE_EVENT_SECCOMP:
        if (own_filter_ends_call(task))
            execution_go_on(task);
        else
            handle_call_entry(task);
        break;
    case PTRACE_EVENT_STOP:
        handle_event_stop(task, signal, was_listening);
        break;
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE:
        creation_happened(task, event);
        break;
    case PTRACE_EVENT_VFORK_DONE:
        creation_vfork_done(task);
        break;
    case PTRACE_EVENT_EXEC:
        exec_happened(task);
        break;
    case PTRACE_EVENT_EXIT:
        ending_begins(task);
        break;
    default:
        execution_go_on(task);
        break;
    }
}

void events_handle(pid_t tid, int wait_status) {
    if (!WIFSTOPPED(wait_status)) {
        ending_happened(tid, wait_status);
        return;
    }
    struct task *task = tasks_find(tid);
    if (task == NULL) {
        newborn_put(tid);
        return;
    }
    handle_stop(task, wait_status);
    int other_status = watching_take_other_stop(task);
    if (other_status != 0)
        events_handle(tid, other_status);
}
