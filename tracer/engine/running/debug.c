#include "running/debug.h"

#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/registers.h"
#include "base/signals.h"
#include "base/trace.h"
#include "client/client.h"
#include "recording/records.h"
#include "running/execution.h"
#include "running/launch.h"

static bool stop_mode_all = true;
static bool hold_exec;
static bool hold_signals[65];
static bool stops_may_be_due;

/* The client is told of the freezes by those stops only that its user is shown. */
static bool freeze_is_told;

static void tell_freeze(void) {
    if (freeze_is_told || !stop_mode_all)
        return;
    freeze_is_told = true;
    client_frozen();
}

static void end_freeze(void) {
    execution_thaw(FREEZE_BY_STOP);
    if (freeze_is_told)
        client_thawed();
    freeze_is_told = false;
}

static void freeze_others(struct process *process) {
    if (!stop_mode_all)
        return;
    process->stop_freezes = true;
    execution_freeze(FREEZE_BY_STOP);
}

void debug_thaw(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        process->stop_freezes = false;
    end_freeze();
}

static bool any_stop_freezes(void) {
    for (const struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (process->stop_freezes)
            return true;
    return false;
}

/* The process goes on, or has ended, without the user's doing: others may still have a reason to stand. */
static void end_freeze_by(struct process *process) {
    process->stop_freezes = false;
    if (!any_stop_freezes())
        end_freeze();
}

void debug_set_stop_mode(bool all) {
    stop_mode_all = all;
    if (!all)
        debug_thaw();
}

void debug_set_hold_exec(bool on) {
    hold_exec = on;
}

void debug_set_unseen(struct process *process) {
    process->unseen_wanted = true;
}

void debug_set_stepping(struct process *process, bool on) {
    process->finishes_step = on;
}

void debug_set_hold_signals(const bool hold[65]) {
    for (int signal = 0; signal <= 64; signal++)
        hold_signals[signal] = hold[signal];
}

static bool has_connected_gdb(const struct process *process) {
    return process->gdb != NULL && gdb_is_connected(process->gdb);
}

/* ---- Requesting a stop ---- */

static void begin_stop(struct process *process, struct task *task, enum stop_kind kind, int signal) {
    process->debug_state = DEBUG_STOPPING;
    process->runs_while_frozen = false;
    process->stop_tid = task->tid;
    process->stop_kind = kind;
    process->stop_signal = signal;
    stops_may_be_due = true;
    execution_interrupt_process(process);
}

/* The task has something to report. While its process is being stopped for another task's sake, or stands already,
 * a breakpoint or step is forgotten (gdb asks anew, and the breakpoint is hit again), other events are kept. */
static void request_stop(struct task *task, enum stop_kind kind, int signal) {
    struct process *process = task->process;
    if (process->debug_state == DEBUG_RUNNING) {
        begin_stop(process, task, kind, signal);
    } else if (kind == STOP_SIGNAL || kind == STOP_WATCHPOINT || kind == STOP_EXEC) {
        task->has_report = true;
        task->report_kind = kind;
        task->report_signal = signal;
    }
}

void debug_hold(struct process *process, struct task *task, enum hold reason, int signal) {
    if (process->debug_state != DEBUG_RUNNING) {
        if (reason == HOLD_SIGNAL) {
            task->has_report = true;
            task->report_kind = STOP_SIGNAL;
            task->report_signal = signal;
        }
        return;
    }
    process->hold = reason;
    begin_stop(process, task, reason == HOLD_BREAKPOINT ? STOP_BREAKPOINT : reason == HOLD_SIGNAL ? STOP_SIGNAL : STOP_ENTRY, signal);
}

void target_interrupt(struct process *process) {
    struct task *task = target_first_task(process);
    stops_may_be_due = true;
    if (process->debug_state == DEBUG_RUNNING && task != NULL)
        begin_stop(process, task, STOP_PAUSE, 0);
}

/* ---- Reporting a stop ---- */

static bool is_at_rest(const struct process *process) {
    for (const struct task *task = process->first_task; task != NULL; task = task->next)
        if (!task->stopped && !task->exiting)
            return false;
    return true;
}

static enum stop_reason reason_of(const struct process *process) {
    switch (process->stop_kind) {
    case STOP_BREAKPOINT:
    case STOP_WATCHPOINT:
        return REASON_BREAKPOINT;
    case STOP_STEP:
        return REASON_STEP;
    case STOP_PAUSE:
        return REASON_PAUSE;
    case STOP_SIGNAL:
        return REASON_SIGNAL;
    case STOP_ENTRY:
    case STOP_EXEC:
        return REASON_ENTRY;
    }
    return REASON_PAUSE;
}

static const char *reason_word(enum stop_reason reason) {
    switch (reason) {
    case REASON_BREAKPOINT:
        return "breakpoint";
    case REASON_STEP:
        return "step";
    case REASON_PAUSE:
        return "pause";
    case REASON_SIGNAL:
        return "signal";
    case REASON_ENTRY:
        return "entry";
    }
    return "pause";
}

static void write_stop(struct process *process, struct task *task) {
    freeze_others(process);
    tell_freeze();
    if (!process->stop_recorded)
        record_stop(task, reason_of(process), stop_mode_all, process->stop_signal);
    process->stop_recorded = true;
    trace_flush();
}

static void announce_held(struct process *process, struct task *task) {
    struct user_regs_struct *registers = task_registers(task);
    switch (process->hold) {
    case HOLD_NONE:
        break;
    case HOLD_LAUNCH:
        trace_flush();
        client_held(process->pid, "launch", "");
        launch_is_held();
        break;
    case HOLD_EXEC:
        trace_flush();
        client_held(process->pid, "exec", "");
        break;
    case HOLD_BREAKPOINT: {
        char address[32];
        snprintf(address, sizeof address, "%llx", registers != NULL ? (unsigned long long)registers_program_counter(registers) : 0);
        write_stop(process, task);
        client_held(process->pid, "breakpoint", address);
        break;
    }
    case HOLD_SIGNAL: {
        char number[32];
        snprintf(number, sizeof number, "%d", process->stop_signal);
        write_stop(process, task);
        client_held(process->pid, "signal", number);
        break;
    }
    }
}

/* gdb is told of a stop. The others freeze at once, the trace and the client are told if the user is, too. */
static void announce_stopped(struct process *process) {
    process->stop_is_unseen = process->unseen_wanted && (process->stop_kind == STOP_PAUSE || process->hold != HOLD_NONE);
    if (!process->gdb_has_joined && process->hold == HOLD_NONE)
        process->stop_kind = STOP_ENTRY;
    process->gdb_has_joined = true;
    process->was_held_at_breakpoint = process->hold == HOLD_BREAKPOINT;
    process->hold = HOLD_NONE;
    process->stop_presented = false;
    if (!process->stop_is_unseen)
        freeze_others(process);
}

void target_stop_is_presented(struct process *process) {
    int signal;
    struct task *task = process->debug_state == DEBUG_STOPPED ? target_stop_task(process, &signal) : NULL;
    if (task == NULL || process->stop_presented || process->stop_is_unseen)
        return;
    process->stop_presented = true;
    process->finishes_step = false;
    write_stop(process, task);
    client_stopped(process->pid, reason_word(reason_of(process)));
}

static void announce_resumed(struct process *process) {
    if (process->stop_presented)
        client_resumed(process->pid);
    process->stop_presented = false;
}

static void run_on(struct process *process) {
    process->hold = HOLD_NONE;
    process->debug_state = DEBUG_RUNNING;
    execution_settle_process(process);
}

static void finish_stop(struct process *process) {
    struct task *task = target_find_task(process, process->stop_tid);
    if (task == NULL)
        task = target_first_task(process);
    if (task == NULL)
        return; /* all of them are on their way out */
    process->stop_tid = task->tid;
    process->debug_state = DEBUG_STOPPED;
    for (struct task *each = process->first_task; each != NULL; each = each->next) {
        each->kept = false;
        each->step = STEP_NONE;
    }
    if (process->gdb != NULL) {
        if (has_connected_gdb(process)) {
            enum stop_kind kind = process->stop_kind;
            announce_stopped(process);
            gdb_report_stop(process->gdb, task, kind, process->stop_signal);
            return;
        }
        /* One that is leaving detaches now; one that nobody has connected to yet changes nothing. */
        gdb_report_stop(process->gdb, task, process->stop_kind, process->stop_signal);
        if (process->debug_state != DEBUG_STOPPED)
            return;
    }
    if (process->hold != HOLD_NONE)
        announce_held(process, task);
    else
        run_on(process);
}

void debug_run_due(void) {
    if (!stops_may_be_due)
        return;
    stops_may_be_due = false;
    for (struct process *process = tasks_first_process(), *next; process != NULL; process = next) {
        next = process->next;
        if (process->debug_state != DEBUG_STOPPING)
            continue;
        if (is_at_rest(process))
            finish_stop(process);
        if (process->debug_state == DEBUG_STOPPING)
            stops_may_be_due = true;
    }
}

void debug_gdb_may_have_connected(struct process *process) {
    if (process->hold == HOLD_NONE || process->debug_state != DEBUG_STOPPED || !has_connected_gdb(process))
        return;
    announce_stopped(process);
}

/* ---- Resuming ---- */

static void write_resume(struct process *process) {
    if (!process->stop_recorded)
        return;
    struct task *task = target_find_task(process, process->stop_tid);
    if (task == NULL)
        task = process->first_task;
    if (task != NULL)
        record_resume(task);
    process->stop_recorded = false;
}

void debug_release(struct process *process) {
    if (process->hold == HOLD_NONE)
        return;
    write_resume(process);
    end_freeze_by(process);
    run_on(process);
}

static const struct resume_action *action_for(const struct task *task, const struct resume_action *actions, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (actions[i].tid == 0 || actions[i].tid == task->tid)
            return &actions[i];
    return NULL;
}

static void apply_signal(struct task *task, int signal) {
    if (task->signal_waits) {
        /* gdb may deliver it, another one or none. */
        task->signal = signal;
        if (signal != task->signal_information.si_signo)
            task->signal_information = (siginfo_t){ .si_signo = signal, .si_code = SI_USER };
    } else if (signal != 0) {
        /* ptrace(2) can deliver a signal at a signal stop only; elsewhere it is sent, and passed on when it comes. */
        task->pass_once = signal;
        syscall(SYS_tgkill, task->process->pid, task->tid, signal);
    }
}

void target_resume(struct process *process, const struct resume_action *actions, size_t count) {
    if (process->debug_state != DEBUG_STOPPED)
        return;
    for (struct task *task = process->first_task; task != NULL; task = task->next) {
        const struct resume_action *action = action_for(task, actions, count);
        if (action == NULL || action->kind == RESUME_NONE || !task->has_report)
            continue;
        /* It has something to say before it runs. */
        task->has_report = false;
        if (task->report_kind == STOP_WATCHPOINT && !gdb_is_watchpoint_hit(process->gdb, task))
            continue;
        begin_stop(process, task, task->report_kind, task->report_signal);
        process->stop_recorded = false;
        return;
    }
    bool unseen = process->stop_is_unseen, presented = process->stop_presented;
    process->unseen_wanted = process->stop_is_unseen = false;
    if (unseen) {
        process->runs_while_frozen = process->was_held_at_breakpoint;
    } else {
        write_resume(process);
        announce_resumed(process);
    }
    process->debug_state = DEBUG_RUNNING;
    for (struct task *task = process->first_task; task != NULL; task = task->next) {
        const struct resume_action *action = action_for(task, actions, count);
        task->kept = action == NULL || action->kind == RESUME_NONE;
        if (task->kept)
            continue;
        task->step = action->kind == RESUME_STEP ? STEP_ONE : action->kind == RESUME_RANGE ? STEP_RANGE : STEP_NONE;
        step_signals_resumed(task, task->step != STEP_NONE, presented);
        task->range_start = action->range_start;
        task->range_end = action->range_end;
        apply_signal(task, action->signal);
    }
    if (!presented && !unseen)
        end_freeze_by(process);
    else if (!unseen)
        debug_thaw();
    execution_settle_process(process);
}

void target_detach(struct process *process) {
    for (struct task *task = process->first_task; task != NULL; task = task->next) {
        task->kept = false;
        task->step = STEP_NONE;
        task->has_report = false;
    }
    write_resume(process);
    announce_resumed(process);
    process->gdb_has_joined = false;
    run_on(process);
    debug_thaw();
}

/* ---- What happens to tasks ---- */

void debug_new_task(struct task *task) {
    if (!task->is_known_to_gdb && task->tid != task->process->pid && has_connected_gdb(task->process))
        gdb_new_task(task->process->gdb, task);
    task->is_known_to_gdb = true;
}

static bool is_breakpoint_in_memory(const struct task *task, uint64_t address) {
    uint8_t byte = 0;
    return memory_read_whole(task->tid, address, &byte, 1) && byte == 0xCC;
}

/* The trap of an int3. */
static bool take_breakpoint(struct task *task, struct user_regs_struct *registers) {
    struct process *process = task->process;
    struct breakpoints *breakpoints = process->space->breakpoints;
    uint64_t address = registers_program_counter(registers) - 1;
    bool is_ours = breakpoint_at(breakpoints, address);
    if (!is_ours && is_breakpoint_in_memory(task, address))
        return false;
    registers_set_program_counter(registers, address);
    task_write_registers(task);
    if (!is_ours) {
        /* It was removed while the task was on its way to tell us. */
        execution_settle(task);
        return true;
    }
    task->standing_on = address;
    if (!has_connected_gdb(process))
        debug_hold(process, task, HOLD_BREAKPOINT, 0);
    else if (breakpoint_is_owned(breakpoints, address, process->gdb))
        request_stop(task, STOP_BREAKPOINT, 0);
    else
        execution_settle(task);
    return true;
}

static bool step_is_over(const struct task *task, const struct user_regs_struct *registers) {
    uint64_t address = registers_program_counter(registers);
    return task->step == STEP_ONE || (task->step == STEP_RANGE && (address < task->range_start || address >= task->range_end));
}

/* The kernel lets a task stop for an interrupt before it delivers the SIGTRAP of the instruction just made. That trap
 * comes at once when the task is resumed, and says nothing about the present step. */
void debug_was_interrupted(struct task *task) {
    if (task->was_stepped)
        task->step_trap_due = true;
}

static bool is_late_step_trap(struct task *task, const struct user_regs_struct *registers) {
    bool is_late = task->step_trap_due && (!task->was_stepped || registers_program_counter(registers) == task->stepped_from);
    task->step_trap_due = false;
    return is_late;
}

bool debug_take_trap(struct task *task, const siginfo_t *information) {
    struct user_regs_struct *registers = task_registers(task);
    bool was_stepped = task->was_stepped;
    if (registers == NULL)
        return false;
    switch (information->si_code) {
    case SI_KERNEL:
        return take_breakpoint(task, registers);
    case TRAP_HWBKPT:
        /* The watchpoint may be gone, and its gdb too, before its trap comes. */
        if (has_connected_gdb(task->process) && gdb_is_watchpoint_hit(task->process->gdb, task))
            request_stop(task, STOP_WATCHPOINT, 0);
        execution_settle(task);
        return true;
    case TRAP_TRACE:
    case TRAP_BRKPT:
        if (is_late_step_trap(task, registers)) {
            execution_settle(task);
            return true;
        }
        if (!was_stepped)
            return false;
        if (has_connected_gdb(task->process) && gdb_is_watchpoint_hit(task->process->gdb, task))
            request_stop(task, STOP_WATCHPOINT, 0);
        else if (step_is_over(task, registers))
            request_stop(task, STOP_STEP, 0);
        execution_settle(task);
        return true;
    default:
        return false;
    }
}

bool debug_take_signal(struct task *task, int signal) {
    struct process *process = task->process;
    if (task->pass_once == signal) {
        task->pass_once = 0;
        return false;
    }
    if (has_connected_gdb(process)) {
        /* While it steps, gdb hears of every signal, so that the step goes over the signal's handler. */
        if (process->pass_signals[signal] && task->step == STEP_NONE)
            return false;
        request_stop(task, STOP_SIGNAL, signal);
        return true;
    }
    if (hold_signals[signal] && signals_have_default_effect(task->tid, signal)) {
        debug_hold(process, task, HOLD_SIGNAL, signal);
        return true;
    }
    return false;
}

void debug_call_returned(struct task *task) {
    struct user_regs_struct *registers = task->step != STEP_NONE ? task_registers(task) : NULL;
    if (registers != NULL && step_is_over(task, registers))
        request_stop(task, STOP_STEP, 0);
}

void debug_has_executed(struct task *task) {
    struct process *process = task->process;
    if (process->at_launch) {
        process->at_launch = false;
        debug_hold(process, task, HOLD_LAUNCH, 0);
    } else if (has_connected_gdb(process)) {
        request_stop(task, STOP_EXEC, 0);
    } else if (hold_exec) {
        debug_hold(process, task, HOLD_EXEC, 0);
    }
}

void debug_process_ended(struct process *process, int wait_status) {
    if (process->gdb != NULL)
        gdb_report_exit(process->gdb, wait_status);
    /* Nobody is left who could let the others go on. */
    end_freeze_by(process);
}

/* ---- Stepping ---- */

bool debug_prepare_step(struct task *task) {
    struct process *process = task->process;
    struct user_regs_struct *registers = task->standing_on != 0 ? task_registers(task) : NULL;
    if (registers != NULL) {
        uint64_t address = registers_program_counter(registers);
        bool steps_over = address == task->standing_on && breakpoint_at(process->space->breakpoints, address)
                          && !(has_connected_gdb(process) && breakpoint_is_owned(process->space->breakpoints, address, process->gdb));
        if (steps_over) {
            breakpoint_lift(process->space->breakpoints, address);
            task->stepping_over = true;
        } else {
            task->standing_on = 0;
        }
    }
    task->was_stepped = task->stepping_over || task->step != STEP_NONE || task->step_signals.is_put_back;
    registers = task->was_stepped && !task->at_call_entry ? task_registers(task) : NULL;
    if (registers != NULL)
        task->stepped_from = registers_program_counter(registers);
    return task->was_stepped;
}

void debug_finish_stepping_over(struct task *task) {
    if (!task->stepping_over)
        return;
    task->stepping_over = false;
    breakpoint_restore(task->process->space->breakpoints, task->standing_on);
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL || registers_program_counter(registers) != task->standing_on)
        task->standing_on = 0;
}

void debug_forget_stepping(struct task *task) {
    task->standing_on = 0;
    task->step = STEP_NONE;
    task->was_stepped = false;
    task->step_trap_due = false;
    task->step_signals = (struct step_signals){ 0 };
    task->has_report = false;
}
