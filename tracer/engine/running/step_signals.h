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
#include <stdint.h>
#include <sys/ptrace.h>

struct task;

struct step_signals {
    bool is_user_step;                          /* gdb is in the middle of a step that its user asked for */
    bool let_in;                                /* at the next step through a range, the task keeps its own mask for one instruction */
    bool may_wait_known;                        /* `may_wait` is what the process did with signals a short while ago */
    uint64_t may_wait;                          /* signals that would neither end nor stop the process, as a mask */
    unsigned waited;                            /* instructions made since signals were let in */
    bool blocked;                               /* the task's mask is ours now … */
    uint64_t own_mask;                          /* … and this is its own */
    bool is_put_back;                           /* a signal is about to be given back to the kernel */
    uint64_t interrupted_at, interrupted_stack; /* where gdb gave the task a signal last */
};

/* gdb resumes the task. `presented`: from a stop that its user was shown. */
void step_signals_resumed(struct task *task, bool steps, bool presented);
/* The task is about to be given a signal where it stands. */
void step_signals_given(struct task *task);
/* The task is about to be resumed for one instruction, with this signal: block what may wait. Returns how to resume it. */
enum __ptrace_request step_signals_begin(struct task *task, int signal);
/* It stands again. */
void step_signals_end(struct task *task);
/* A signal at the very place to which the handler of the last one has just returned: it is put back, so that the task
 * makes at least one instruction between the two. Not one of sigqueue(3), which would come out of its order. */
bool step_signals_put_back(struct task *task, const siginfo_t *information);

#endif
