#include "watching/injection.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "base/memory.h"
#include "base/registers.h"
#include "base/signals.h"
#include "running/execution.h"
#include "targets/breakpoints.h"
#include "targets/filter.h"
#include "targets/tasks.h"
#include "watching/regions.h"
#include "watching/watched.h"

/* ---- Signals ---- */

void injection_begin(struct injection *injection, struct task *task) {
    const struct user_regs_struct *registers = task_registers(task);
    injection->task = task;
    injection->was_interrupted = false;
    injection->is_lost =
        registers == NULL || ptrace(PTRACE_GETSIGMASK, task->tid, sizeof injection->signal_mask, &injection->signal_mask) != 0;
    if (injection->is_lost)
        return;
    injection->registers = *registers;
    uint64_t mask = ~signals_of_faults();
    ptrace(PTRACE_SETSIGMASK, task->tid, sizeof mask, &mask);
}

void injection_end(struct injection *injection) {
    struct task *task = injection->task;
    if (injection->is_lost)
        return;
    ptrace(PTRACE_SETSIGMASK, task->tid, sizeof injection->signal_mask, &injection->signal_mask);
    registers_write(task->tid, &injection->registers);
    task_forget_registers(task);
    /* Our stops have used up an interrupt that was on its way, and the stop of the process by a signal. */
    if (injection->was_interrupted)
        execution_interrupt_again(task);
}

/* ---- Resuming ---- */

static void lose(struct injection *injection, int wait_status) {
    injection->is_lost = true;
    watched_of(injection->task)->other_status = wait_status;
    execution_note_loss(injection->task);
}

/* The signal of the next stop that is not one of an interrupt; 0 when the task is lost. */
static int run(struct injection *injection, enum __ptrace_request request) {
    struct task *task = injection->task;
    for (int signal = 0;;) {
        int wait_status = execution_run_alone(task, request, signal);
        signal = 0;
        if (!WIFSTOPPED(wait_status) || wait_status >> 16 == PTRACE_EVENT_EXIT) {
            lose(injection, wait_status);
            return 0;
        }
        switch (wait_status >> 16) {
        case 0:
            /* The one signal that cannot be blocked. */
            if (WSTOPSIG(wait_status) != SIGSTOP)
                return WSTOPSIG(wait_status);
            signal = SIGSTOP;
            break;
        case PTRACE_EVENT_STOP:
            injection->was_interrupted = true;
            break;
        default: /* the filter's, of a call of ours */
            break;
        }
    }
}

bool injection_skip_call(struct injection *injection, struct task *task) {
    injection_begin(injection, task);
    if (!injection->is_lost)
        run(injection, PTRACE_SYSCALL);
    return !injection->is_lost;
}

/* ---- Calls ---- */

static uint64_t call_instruction(struct injection *injection) {
    return regions_of(injection->task->process->space)->call_instruction;
}

int64_t inject_call(struct injection *injection, int64_t number, uint64_t first, uint64_t second, uint64_t third, uint64_t fourth) {
    struct user_regs_struct registers = injection->registers;
    if (injection->is_lost || call_instruction(injection) == 0)
        return -ESRCH;
    registers_set_program_counter(&registers, call_instruction(injection));
    registers_prepare_call(&registers, number);
    registers_set_call_argument(&registers, 0, first);
    registers_set_call_argument(&registers, 1, second);
    registers_set_call_argument(&registers, 2, third);
    registers_set_call_argument(&registers, 3, fourth);
    registers_set_call_argument(&registers, own_call_argument, own_call_mark);
    if (!registers_write(injection->task->tid, &registers) || run(injection, PTRACE_SINGLESTEP) == 0
        || !registers_read(injection->task->tid, &registers))
        return -ESRCH;
    return registers_call_result(&registers);
}

void inject_protection(struct injection *injection, uint64_t start, uint64_t end, int protection) {
    static const uint64_t no_key = UINT64_MAX;
    /* pkey_mprotect(2) without a key does the same, and has arguments to spare for the mark by which our filter knows it. */
    int64_t result = inject_call(injection, SYS_pkey_mprotect, start, end - start, (uint64_t)protection, no_key);
    if (result == -ENOSYS)
        inject_call(injection, SYS_mprotect, start, end - start, (uint64_t)protection, 0);
}

/* ---- Instructions of the program ---- */

static bool set_out(struct injection *injection) {
    return !injection->is_lost && registers_write(injection->task->tid, &injection->registers);
}

/* The task stands where the program has come to. */
static void arrive(struct injection *injection) {
    if (!injection->is_lost)
        registers_read(injection->task->tid, &injection->registers);
}

int inject_step(struct injection *injection) {
    struct address_space *space = injection->task->process->space;
    uint64_t address = registers_program_counter(&injection->registers);
    if (!set_out(injection))
        return 0;
    breakpoint_lift(space, address);
    int signal = run(injection, PTRACE_SINGLESTEP);
    breakpoint_restore(space, address);
    arrive(injection);
    return signal;
}

int inject_run_to(struct injection *injection, uint64_t address) {
    static const uint8_t breakpoint = 0xCC;
    uint8_t own;
    pid_t tid = injection->task->tid;
    if (!memory_read_whole(tid, address, &own, 1) || memory_force_write(tid, address, &breakpoint, 1) != 1)
        return inject_step(injection);
    if (!set_out(injection))
        return 0;
    int signal = run(injection, PTRACE_CONT);
    if (injection->is_lost)
        return 0;
    memory_force_write(tid, address, &own, 1);
    arrive(injection);
    if (signal == SIGTRAP && registers_program_counter(&injection->registers) == address + sizeof breakpoint)
        registers_set_program_counter(&injection->registers, address);
    return signal;
}
