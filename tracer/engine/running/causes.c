#include "running/causes.h"

#include <string.h>

#include "base/memory.h"
#include "base/registers.h"
#include "base/signals.h"
#include "operations/operations.h"
#include "running/delivery.h"
#include "running/execution.h"
#include "running/stepping.h"
#include "running/stops.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"

static bool hold_exec;
static enum signal_hold hold_signals[65];

void causes_set_hold_exec(bool on) {
    hold_exec = on;
}

void causes_set_hold_signals(const enum signal_hold hold[65]) {
    memcpy(hold_signals, hold, sizeof hold_signals);
}

/* ---- Traps ---- */

static bool is_breakpoint_in_memory(const struct task *task, uint64_t address) {
    uint8_t byte = 0;
    return memory_read_whole(task->tid, address, &byte, 1) && byte == 0xCC;
}

/* The trap of an int3. */
static bool take_breakpoint(struct task *task, struct user_regs_struct *registers) {
    struct process *process = task->process;
    uint64_t address = registers_program_counter(registers) - 1;
    bool is_ours = breakpoint_at(process->space, address);
    if (!is_ours && is_breakpoint_in_memory(task, address))
        return false;
    registers_set_program_counter(registers, address);
    task_write_registers(task);
    if (!is_ours) {
        /* It was removed while the task was on its way to tell us. */
        execution_settle(task);
        return true;
    }
    if (!debugger_owns_breakpoint(process, address) && operations_take_breakpoint(task, address)) {
        execution_settle(task);
        return true;
    }
    stepping_stand_on(task, address);
    if (!debugger_is_connected(process))
        stops_hold(task, HOLD_BREAKPOINT, 0);
    else if (debugger_owns_breakpoint(process, address))
        stops_request(task, STOP_BREAKPOINT, 0);
    else
        execution_settle(task);
    return true;
}

void causes_note_step(struct task *task) {
    if (debugger_is_watchpoint_hit(task))
        stops_request(task, STOP_WATCHPOINT, 0);
    else if (stepping_is_over(task))
        stops_request(task, STOP_STEP, 0);
}

static bool take_step(struct task *task) {
    switch (stepping_take_trap(task)) {
    case TRAP_OF_PROGRAM:
        return false;
    case TRAP_OF_EARLIER_STEP:
        break;
    case TRAP_OF_STEP:
        causes_note_step(task);
        break;
    }
    execution_settle(task);
    return true;
}

bool causes_take_trap(struct task *task, const siginfo_t *information) {
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return false;
    switch (information->si_code) {
    case SI_KERNEL:
        return take_breakpoint(task, registers);
    case TRAP_HWBKPT:
        /* The watchpoint may be gone, and its gdb too, before its trap comes. */
        if (debugger_is_watchpoint_hit(task))
            stops_request(task, STOP_WATCHPOINT, 0);
        execution_settle(task);
        return true;
    case TRAP_TRACE:
    case TRAP_BRKPT:
        return take_step(task);
    default:
        return false;
    }
}

/* ---- Others ---- */

static bool holds_signal(pid_t tid, int signal) {
    switch (hold_signals[signal]) {
    case HOLD_DEFAULT_EFFECT:
        return signals_have_default_effect(tid, signal);
    case HOLD_NOT_IGNORED:
        return !signals_are_ignored(tid, signal);
    case PASS_SIGNAL:
        break;
    }
    return false;
}

bool causes_take_signal(struct task *task, int signal) {
    if (delivery_was_sent(task, signal))
        return false;
    if (debugger_is_connected(task->process)) {
        /* While it steps, gdb hears of every signal, so that the step goes over the signal's handler. */
        if (debugger_passes_signal(task->process, signal) && !stepping_is_asked(task))
            return false;
        stops_request(task, STOP_SIGNAL, signal);
        return true;
    }
    if (holds_signal(task->tid, signal)) {
        stops_hold(task, HOLD_SIGNAL, signal);
        return true;
    }
    return false;
}

void causes_note_return(struct task *task) {
    causes_note_step(task);
}

void causes_note_exec(struct task *task) {
    if (debugger_is_connected(task->process))
        stops_request(task, STOP_EXEC, 0);
    else if (hold_exec)
        stops_hold(task, HOLD_EXEC, 0);
}
