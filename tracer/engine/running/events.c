#include "running/events.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/memory.h"
#include "base/registers.h"
#include "base/signals.h"
#include "base/trace.h"
#include "client/client.h"
#include "recording/calls.h"
#include "recording/capture.h"
#include "recording/exec_notes.h"
#include "recording/records.h"
#include "recording/snapshot.h"
#include "recording/stacks.h"
#include "running/debug.h"
#include "running/execution.h"
#include "running/judge.h"
#include "running/launch.h"
#include "targets/newborn.h"
#include "targets/tasks.h"

/* ---- Creation ---- */

/* fork(2) and vfork(2) are clone(2) with certain flags. */
static uint64_t clone_flags(struct task *creator) {
    struct user_regs_struct *registers = task_registers(creator);
    uint64_t flags = 0;
    if (registers == NULL)
        return 0;
    switch (registers_call_number(registers)) {
    case SYS_clone:
        return registers_call_argument(registers, 0);
    case SYS_clone3:
        /* `struct clone_args` begins with the flags; the signal is a field of its own. */
        memory_read_whole(creator->tid, registers_call_argument(registers, 0), &flags, sizeof flags);
        return flags;
    case SYS_vfork:
        return CLONE_VM | CLONE_VFORK | SIGCHLD;
    default:
        return SIGCHLD;
    }
}

/* The message of an event. A SIGKILL moves a stopped task on to its exit stop at any moment, whose message is a wait
 * status; so the stop is looked at once more after its message was read. The child of a creator that was lost in this
 * way is adopted as an orphan. */
static bool read_event_message(const struct task *task, int event, unsigned long *message) {
    siginfo_t information;
    return ptrace(PTRACE_GETEVENTMSG, task->tid, 0, message) == 0 && ptrace(PTRACE_GETSIGINFO, task->tid, 0, &information) == 0
           && information.si_code == (SIGTRAP | event << 8);
}

static void handle_creation(struct task *creator, int event) {
    unsigned long child;
    if (!read_event_message(creator, event, &child)) {
        creator->stopped = false; /* its exit stop is on its way */
        return;
    }
    if (tasks_find((pid_t)child) != NULL) {
        execution_go_on(creator);
        return;
    }
    enum creation how = event == PTRACE_EVENT_FORK ? CREATED_FORK : event == PTRACE_EVENT_VFORK ? CREATED_VFORK : CREATED_CLONE;
    uint64_t flags = clone_flags(creator);
    if (event == PTRACE_EVENT_VFORK)
        creator->in_vfork = true;
    struct task *task;
    if (flags & CLONE_THREAD) {
        task = tasks_new_thread((pid_t)child, creator->process);
        if (!(flags & CLONE_FILES))
            capture_part_descriptors(creator->process);
    } else {
        unsigned shares = (flags & CLONE_VM ? SHARES_SPACE : 0) | (flags & CLONE_FILES ? SHARES_DESCRIPTORS : 0);
        task = tasks_new_process((pid_t)child, creator->process, shares);
        if (flags & CLONE_PARENT)
            task->process->parent = creator->process->parent;
    }
    record_task(task, creator, flags, how);
    if (!(flags & CLONE_THREAD))
        client_process(task->process, how);
    bool is_here = newborn_take((pid_t)child);
    execution_go_on(creator);
    /* Every new task begins with a stop that looks like one we asked for. */
    task->interrupting = !is_here;
    if (is_here) {
        task->stopped = true;
        debug_new_task(task);
        execution_settle(task);
    }
}

bool events_adopt_orphans(void) {
    for (pid_t tid; (tid = newborn_next_orphan()) != 0;) {
        pid_t pid = newborn_process_of(tid);
        if (pid == 0)
            continue;
        struct process *process = tasks_find_process(pid);
        struct task *task = process != NULL ? tasks_new_thread(tid, process) : tasks_new_process(tid, NULL, 0);
        record_task(task, NULL, process != NULL ? CLONE_THREAD : 0, CREATED_CLONE);
        if (process == NULL)
            client_process(task->process, CREATED_CLONE);
        task->stopped = true;
        execution_settle(task);
    }
    return newborn_any();
}

/* ---- execve ---- */

static void handle_exec(struct task *task) {
    unsigned long former_tid;
    if (!read_event_message(task, PTRACE_EVENT_EXEC, &former_tid))
        former_tid = (unsigned long)task->tid;
    /* When another thread than the leader executes, it takes over the leader's number. */
    struct task *caller = tasks_find((pid_t)former_tid);
    if (caller != NULL && caller != task && caller->process == task->process) {
        caller->stopped = true;
        caller->registers_known = false;
        task = caller;
    }
    bool is_launch = task->process->launching;
    if (is_launch) {
        launch_has_executed(task);
    } else {
        call_write_enter(task);
        tasks_exec(task);
    }
    const char *program = record_exec(task, is_launch ? task->tid : (pid_t)former_tid);
    exec_notes_write(task->process->pid, program);
    client_exec(task->process->pid, program);
    if (is_launch) {
        snapshot_append();
        call_enter_unrecorded(task);
    }
    task->exec_stop_due = true;
    debug_forget_stepping(task);
    execution_go_on(task);
}

/* ---- End ---- */

static void handle_exiting(struct task *task) {
    unsigned long status = 0;
    call_abandon(task);
    ptrace(PTRACE_GETEVENTMSG, task->tid, 0, &status);
    if (!task->process->launching)
        record_exiting(task, (int)status);
    task->exiting = true;
    task->signal = 0;
    task->signal_waits = false;
    task->restarts_by_block = false;
    debug_forget_stepping(task);
    execution_go_on(task);
}

static void handle_death(pid_t tid, int wait_status) {
    newborn_take(tid);
    struct task *task = tasks_find(tid);
    if (task == NULL)
        return;
    struct process *process = task->process;
    if (process->launching) {
        launch_has_failed(process);
        return;
    }
    call_abandon(task);
    record_exited(task, wait_status);
    /* A task that was killed outright has not said so before; nothing can be read or written through it any more. */
    task->exiting = true;
    if (tid != process->pid) {
        tasks_remove(task);
        return;
    }
    launch_has_ended(process, wait_status);
    client_exited(process->pid, wait_status);
    debug_process_ended(process, wait_status);
    if (process->program < 0)
        snapshot_remember_dead(process->pid);
    tasks_free_process(process);
}

/* ---- Stops ---- */

/* Let it go on to the stop of our interrupt, which is sent again, since any other stop may have used up the first
 * (execution.c, interrupt). */
static void go_on_to_interrupt(struct task *task) {
    if (ptrace(PTRACE_INTERRUPT, task->tid, 0, 0) == 0)
        task->interrupting = true;
    ptrace(PTRACE_CONT, task->tid, 0, 0);
    task->stopped = false;
    task->registers_known = false;
}

static void handle_call_entry(struct task *task) {
    if (task->process->launching) {
        execution_go_on(task);
        return;
    }
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return;
    if (task->interrupting || !execution_allows(task)) {
        /* It is to stand still outside of the kernel. Were it to enter the call with our interrupt pending, the call
         * could end early, with EINTR or with a part of its bytes written. */
        registers_back_out_of_call(registers);
        task_write_registers(task);
        go_on_to_interrupt(task);
        return;
    }
    if (!judge_may_enter(task))
        return;
    call_enter(task);
    execution_go_on(task);
}

void events_enter_call(struct task *task) {
    handle_call_entry(task);
}

static void handle_call_stop(struct task *task) {
    if (task->call.phase == CALL_INSIDE) {
        call_exit(task);
        if (task->exec_stop_due && task->call.phase == CALL_NONE) {
            task->exec_stop_due = false;
            debug_has_executed(task);
        }
        if (task->call.phase == CALL_UNSETTLED && task->call.result == -EINTR && task->interrupting) {
            /* Perhaps it ended because of our interrupt only: at the stop of the interrupt it is made to begin again. */
            go_on_to_interrupt(task);
            return;
        }
        if (task->call.phase == CALL_NONE) {
            judge_call_returned();
            debug_call_returned(task);
        }
        execution_settle(task);
        return;
    }
    /* The entry of a call that we resumed for in order to see whether the kernel goes on with an interrupted one. */
    struct user_regs_struct *registers = task_registers(task);
    task->restarts_by_block = false;
    if (registers != NULL && registers_call_number(registers) == SYS_restart_syscall)
        call_enter_again(task);
    execution_go_on(task);
}

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

/* It runs no instruction before the signal stops it. */
static void fetch_waiting_signal(struct task *task) {
    ptrace(PTRACE_CONT, task->tid, 0, 0);
    task->stopped = false;
    task->registers_known = false;
}

/* Each task of a process reports that a stop signal stopped it, and that SIGCONT let it go on; the first speaks for all. */
static void note_job_control(const struct task *task, int signal) {
    struct process *process = task->process;
    if (process->launching || process->job_stopped == task->group_stopped)
        return;
    process->job_stopped = task->group_stopped;
    record_job_control(task, process->job_stopped ? signal : 0);
}

static void handle_event_stop(struct task *task, int signal, bool was_listening) {
    task->interrupting = false;
    task->group_stopped = is_stop_signal(signal);
    note_job_control(task, signal);
    struct user_regs_struct *registers = task_registers(task);
    /* A real stop and continue make some calls end with EINTR (signal(7)); our interrupt must not. */
    if (registers != NULL && !task->group_stopped && !was_listening && registers_call_number(registers) >= 0
        && registers_call_result(registers) == -EINTR) {
        task->rewound = true;
        task->rewound_number = registers_call_number(registers);
        registers_rewind_call(registers);
        task->rewound_to = registers_program_counter(registers);
        task_write_registers(task);
    }
    execution_settle(task);
}

/* A signal is the reason why a call ended that we would have made go on. */
static void settle_interrupted_call(struct task *task, bool was_rewound, const siginfo_t *information) {
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return;
    if (task->call.phase == CALL_UNSETTLED && task->call.transferred > 0) {
        if (!signals_are_ignored(task->tid, information->si_signo))
            call_end_partial_write(task);
        return;
    }
    /* It may have made its call again meanwhile. */
    was_rewound = was_rewound && registers_program_counter(registers) == task->rewound_to;
    /* A traced task is woken even by signals that it ignores; calls that the kernel does not restart by itself would
     * fail as they never do untraced. */
    bool ignored = (was_rewound || registers_call_result(registers) == -EINTR) && signals_are_ignored(task->tid, information->si_signo);
    if (was_rewound && !ignored) {
        registers_unrewind_call(registers, task->rewound_number);
        task_write_registers(task);
    }
    if (!was_rewound && ignored && registers_call_number(registers) >= 0) {
        registers_rewind_call(registers);
        task_write_registers(task);
    }
    enum { interrupted_without_effect = -512 };
    if (task->call.phase == CALL_UNSETTLED)
        call_settle(task, ignored && task->call.result == -EINTR ? interrupted_without_effect : task->call.result);
}

static void handle_signal(struct task *task, int signal, bool was_rewound) {
    siginfo_t information;
    if (ptrace(PTRACE_GETSIGINFO, task->tid, 0, &information) != 0) {
        memset(&information, 0, sizeof information);
        information.si_signo = signal;
    }
    if (signal == SIGTRAP && debug_take_trap(task, &information))
        return;
    if (step_signals_put_back(task, &information)) {
        task->signal = signal;
        execution_settle(task);
        return;
    }
    settle_interrupted_call(task, was_rewound, &information);
    task->signal = signal;
    task->signal_information = information;
    task->signal_waits = true;
    if (task->process->launching) {
        task->signal_waits = false;
    } else if (!debug_take_signal(task, signal)) {
        record_signal(task, &information);
        task->signal_waits = false;
    }
    execution_settle(task);
}

static void handle_stop(struct task *task, int wait_status) {
    bool was_listening = task->listening, was_rewound = task->rewound;
    task->stopped = true;
    task->turn = 0;
    task->registers_known = false;
    task->listening = false;
    task->group_stopped = false;
    task->rewound = false;
    step_signals_end(task);
    debug_finish_stepping_over(task);
    int signal = WSTOPSIG(wait_status), event = wait_status >> 16;
    bool is_call_stop = event == 0 && signal == (SIGTRAP | 0x80);
    task->at_call_entry = is_call_stop ? task->call.phase != CALL_INSIDE : event != 0 && event != PTRACE_EVENT_STOP;
    switch (event) {
    case 0:
        if (is_call_stop)
            handle_call_stop(task);
        else
            handle_signal(task, signal, was_rewound);
        break;
    case PTRACE_EVENT_SECCOMP:
        handle_call_entry(task);
        break;
    case PTRACE_EVENT_STOP:
        if (trap_of_breakpoint_waits(task)) {
            task->interrupting = false;
            fetch_waiting_signal(task);
            break;
        }
        debug_new_task(task);
        debug_was_interrupted(task);
        handle_event_stop(task, signal, was_listening);
        break;
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE:
        handle_creation(task, event);
        break;
    case PTRACE_EVENT_VFORK_DONE:
        task->in_vfork = false;
        execution_go_on(task);
        break;
    case PTRACE_EVENT_EXEC:
        handle_exec(task);
        break;
    case PTRACE_EVENT_EXIT:
        handle_exiting(task);
        break;
    default:
        execution_go_on(task);
        break;
    }
}

void events_no_targets(void) {
    while (tasks_first_process() != NULL)
        handle_death(tasks_first_process()->pid, SIGKILL);
    newborn_forget_all();
}

void events_handle(pid_t tid, int wait_status) {
    if (!WIFSTOPPED(wait_status)) {
        handle_death(tid, wait_status);
        return;
    }
    struct task *task = tasks_find(tid);
    if (task == NULL)
        newborn_put(tid);
    else
        handle_stop(task, wait_status);
}
