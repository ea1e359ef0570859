/* Signals that wait while a task is single-stepped.
 *
 * A step that gdb asks for would otherwise never end where each signal's handler outlasts the time to the next: gdb lets
 * the handler run, comes back to the same instruction, and there the next signal is waiting. So the kernel is made to
 * keep signals pending (in their order, with all that they carry) by blocking them for the one instruction. Nobody sees
 * that: the task's own mask is back in force at each of its stops, and no call into the kernel is made without it. */
#ifndef IPCSCOPE_STEP_SIGNALS_H
#define IPCSCOPE_STEP_SIGNALS_H

#include <signal.h>
#include <stdbool.h>
#include <sys/ptrace.h>

struct task;

/* gdb resumes the task. `presented`: from a stop that its user was shown. */
void step_signals_resumed(struct task *task, bool steps, bool presented);
/* The task is about to be given a signal where it stands. */
void step_signals_given(struct task *task);
/* The task is about to be resumed for one instruction, with this signal: block what may wait. Returns how to resume it.
 * `is_in_range`: as a part of a step through a range. `is_at_call`: from the entry of a call, or from the middle of one. */
enum __ptrace_request step_signals_begin(struct task *task, int signal, bool is_in_range, bool is_at_call);
/* It stands again. */
void step_signals_end(struct task *task);
/* A signal at the very place to which the handler of the last one has just returned: it is put back, so that the task
 * makes at least one instruction between the two. Not one of sigqueue(3), which would come out of its order. */
bool step_signals_put_back(struct task *task, const siginfo_t *information);
bool step_signals_is_put_back(struct task *task);
/* The next instruction is one that makes a call. */
bool step_signals_stands_before_call(struct task *task);
/* It has another program, or is about to exit. */
void step_signals_forget(struct task *task);

#endif
