/* Single-stepping: the steps that a gdb asks for, and the one by which a task passes a breakpoint that stays. */
#ifndef IPCSCOPE_STEPPING_H
#define IPCSCOPE_STEPPING_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/ptrace.h>

struct task;

enum step { STEP_NONE, STEP_ONE, STEP_RANGE };
/* gdb lets the task run. STEP_RANGE: while start <= pc < end. */
void stepping_ask(struct task *task, enum step step, uint64_t range_start, uint64_t range_end);
bool stepping_is_asked(struct task *task);
/* What was asked is done: the task has left the range, or made its one step. */
bool stepping_is_over(struct task *task);
/* The task was moved back onto a breakpoint. */
void stepping_stand_on(struct task *task, uint64_t breakpoint);

/* The task is about to be resumed, with this signal or 0: how (PTRACE_CONT, or for one instruction only). */
enum __ptrace_request stepping_prepare(struct task *task, int signal);
/* It stands again: put back the breakpoint that it was stepped over. `is_at_call`: at the entry of a call, or in the
 * middle of one. */
void stepping_finish(struct task *task, bool is_at_call);
/* It stands at a stop that is not the end of the step it may have made. */
void stepping_was_interrupted(struct task *task);
/* A trap of the kind that ends a step. */
enum step_trap { TRAP_OF_PROGRAM, TRAP_OF_STEP, TRAP_OF_EARLIER_STEP };
enum step_trap stepping_take_trap(struct task *task);

/* It has another program, or is about to exit. */
void stepping_forget(struct task *task);

#endif
