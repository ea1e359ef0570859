#include "recording/calls.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "base/descriptors.h"
#include "base/registers.h"
#include "base/trace.h"
#include "operations/operations.h"
#include "recording/capture.h"
#include "recording/enters.h"
#include "recording/futex_waits.h"
#include "recording/numbers.h"
#include "stacks/stacks.h"
#include "targets/assertion.h"
#include "targets/table.h"
#include "targets/tasks.h"

/* Results that the kernel keeps to itself (include/linux/errno.h). */
enum { first_restart_error = 512, restart_block_error = 516 };

static uint64_t returned;

uint64_t calls_returned(void) {
    return returned;
}

/* An argument as it stands in the register: a write that goes on has another address and length. */
static uint64_t present_argument(const struct call *call, unsigned index) {
    return index == 1   ? call->arguments[1] + call->transferred
           : index == 2 ? call->arguments[2] - call->transferred
                        : call->arguments[index];
}

static bool is_same_call(const struct call *call, const struct user_regs_struct *registers) {
    if (call->number != (uint32_t)registers_call_number(registers))
        return false;
    for (unsigned i = 0; i < 6; i++)
        if (present_argument(call, i) != registers_call_argument(registers, i))
            return false;
    return true;
}

bool call_enter(struct task *task) {
    struct user_regs_struct *registers = task_registers(task);
    struct call *call = &task->call;
    if (registers == NULL)
        return false;
    if (call->phase == CALL_UNSETTLED) {
        if (is_same_call(call, registers)) {
            call->phase = CALL_INSIDE;
            futex_wait_begins_again(task);
            return false;
        }
        call_settle(task, call->result);
    }
    ASSERT(task, call->phase == CALL_NONE);
    bool goes_on = call->is_to_go_on && is_same_call(call, registers);
    call->is_to_go_on = false;
    call->phase = CALL_INSIDE;
    call->entered = call->disturbed = false;
    call->transferred = 0;
    call->number = (uint32_t)registers_call_number(registers);
    for (unsigned i = 0; i < 6; i++)
        call->arguments[i] = registers_call_argument(registers, i);
    call->stack_pointer = registers_stack_pointer(registers);
    call->stack = stacks_take(task);
    if (call->stack != 0)
        operations_note_call(task, call->number, call->arguments);
    numbers_note_arguments(call);
    capture_entry(task, table_program(call->number));
    call->enter_time = trace_now();
    enters_add(task);
    if (goes_on)
        futex_wait_begins_again(task);
    return true;
}

/* The `call` or `exit` record, with the captures of the exit. */
static void write_return(struct task *task, int64_t result, uint64_t time, bool with_captures) {
    struct call *call = &task->call;
    const struct capture_program *program = table_program(call->number);
    struct captured_exit captured = { 0 };
    if (with_captures && result >= 0 && program->has_exit_operations)
        capture_exit(task, program, result, &captured);
    enters_remove(task);
    call->phase = CALL_NONE;
    if (call->unrecorded) {
        call->unrecorded = false;
        return;
    }
    numbers_note_result(call, result);
    enters_write_except(task);
    returned++;
    if (call->entered) {
        trace_begin(RECORD_EXIT);
        trace_u64(time);
        trace_u32((uint32_t)task->tid);
        trace_u32(call->number);
        trace_u64((uint64_t)result);
        trace_u16(captured.count);
        trace_u16(0);
    } else {
        trace_begin(RECORD_CALL);
        trace_u64(call->enter_time);
        trace_u64(time);
        trace_u32((uint32_t)task->tid);
        trace_u32(call->number);
        trace_bytes(call->arguments, sizeof call->arguments);
        trace_u64((uint64_t)result);
        trace_u32(call->stack);
        trace_u16((uint16_t)(call->capture_count + captured.count));
        trace_u16(0);
        trace_bytes(call->captures.data, call->captures.length);
    }
    trace_bytes(captured.bytes, captured.length);
    trace_end();
    capture_release(call);
}

/* ---- Writes that the engine has cut short ---- */

/* A blocking write(2) or send(2) to a pipe, socket or terminal that is interrupted after a part of the bytes returns
 * their number, which programs do not expect when no signal has come. So the rest is written too, and the sum returned. */

static bool is_cut_short(const struct task *task, int64_t result) {
    const struct call *call = &task->call;
    struct stat status;
    if (!call->disturbed || result <= 0 || (call->number != SYS_write && call->number != SYS_sendto)
        || call->transferred + (uint64_t)result >= call->arguments[2])
        return false;
    return descriptor_status(task->tid, (int)call->arguments[0], &status)
           && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode));
}

static void put_arguments(const struct call *call, struct user_regs_struct *registers) {
    for (unsigned i = 1; i <= 2; i++)
        registers_set_call_argument(registers, i, present_argument(call, i));
}

static void go_on_with_write(struct task *task, struct user_regs_struct *registers, int64_t result, uint64_t now) {
    struct call *call = &task->call;
    call->transferred += (uint64_t)result;
    call->disturbed = false;
    call->phase = CALL_UNSETTLED;
    call->result = (int64_t)call->transferred;
    call->exit_time = now;
    put_arguments(call, registers);
    registers_rewind_call(registers);
    task_write_registers(task);
}

/* The last part has gone, or failed: what the program is told. */
static int64_t finish_write(struct task *task, struct user_regs_struct *registers, int64_t result) {
    struct call *call = &task->call;
    int64_t sum = (int64_t)call->transferred + (result > 0 ? result : 0);
    call->transferred = 0;
    put_arguments(call, registers);
    registers_set_call_result(registers, sum);
    task_write_registers(task);
    return sum;
}

void call_end_partial_write(struct task *task) {
    struct call *call = &task->call;
    struct user_regs_struct *registers = task_registers(task);
    int64_t sum = (int64_t)call->transferred;
    if (registers == NULL)
        return;
    bool was_made_again = registers_call_number(registers) >= 0;
    call->transferred = 0;
    put_arguments(call, registers);
    if (was_made_again)
        registers_set_call_result(registers, sum);
    else
        registers_skip_call(registers, sum);
    task_write_registers(task);
    call_settle(task, sum);
}

/* ---- Exit ---- */

void call_exit(struct task *task) {
    struct call *call = &task->call;
    ASSERT(task, call->phase == CALL_INSIDE);
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return;
    futex_wait_returns(task);
    /* rt_sigreturn(2) has put back the registers of before the signal: what looks like its result is not. */
    bool has_result = registers_call_number(registers) >= 0;
    int64_t result = has_result ? registers_call_result(registers) : 0;
    uint64_t now = trace_now();
    if (result == -EINTR || (result <= -first_restart_error && result >= -restart_block_error)) {
        call->phase = CALL_UNSETTLED;
        call->result = result;
        call->exit_time = now;
        call->restarts_by_block = result == -restart_block_error;
        return;
    }
    if (is_cut_short(task, result)) {
        go_on_with_write(task, registers, result, now);
        return;
    }
    if (call->transferred > 0)
        result = finish_write(task, registers, result);
    const struct capture_program *program = table_program(call->number);
    if (program->changes_descriptors && result >= 0)
        capture_forget_descriptors(task->process);
    if (program->parts_descriptors && result >= 0)
        capture_part_descriptors(task->process);
    write_return(task, result, now, true);
}

void call_enter_unrecorded(struct task *task) {
    ASSERT(task, task->call.phase == CALL_NONE);
    task->call.phase = CALL_INSIDE;
    task->call.entered = false;
    task->call.unrecorded = true;
    task->call.number = SYS_execve;
}

void call_enter_again(struct task *task) {
    struct call *call = &task->call;
    if (call->phase == CALL_NONE) {
        call->entered = false;
        call->enter_time = trace_now();
        enters_add(task);
    }
    call->phase = CALL_INSIDE;
}

void call_go_on(struct task *task) {
    task->call.is_to_go_on = true;
}

void call_settle(struct task *task, int64_t result) {
    ASSERT(task, task->call.phase == CALL_UNSETTLED);
    write_return(task, result, task->call.exit_time, false);
}

void call_abandon(struct task *task) {
    enters_write(task);
    task->call.phase = CALL_NONE;
    task->call.restarts_by_block = false;
}

void call_forget(struct task *task) {
    enters_remove(task);
    free(task->call.captures.data);
    memset(&task->call, 0, sizeof task->call);
}

/* ---- Questions ---- */

bool call_is_inside(const struct task *task) {
    return task->call.phase == CALL_INSIDE;
}

bool call_is_unsettled(const struct task *task) {
    return task->call.phase == CALL_UNSETTLED;
}

int64_t call_result(const struct task *task) {
    return task->call.result;
}

bool call_is_partial_write(const struct task *task) {
    return task->call.phase == CALL_UNSETTLED && task->call.transferred > 0;
}

bool call_restarts_by_block(const struct task *task) {
    return task->call.restarts_by_block;
}

void call_note_interrupt(struct task *task) {
    task->call.disturbed = true;
}

void call_note_no_restart(struct task *task) {
    task->call.restarts_by_block = false;
}
