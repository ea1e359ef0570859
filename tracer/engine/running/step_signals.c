#include "running/step_signals.h"

#include <stddef.h>
#include <stdint.h>

#include "base/memory.h"
#include "base/registers.h"
#include "base/signals.h"
#include "running/delivery.h"
#include "targets/tasks.h"

/* A program may wait for a handler in a loop of its own, which a user steps over. */
enum { longest_wait = 1000 /* instructions */ };

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

static struct step_signals *of(struct task *task) {
    if (task->step_signals == NULL)
        task->step_signals = tasks_new_part(sizeof *task->step_signals);
    return task->step_signals;
}

/* `<asm/signal.h>`: the kernel's sigset_t. */
void step_signals_resumed(struct task *task, bool steps, bool presented) {
    struct step_signals *signals = of(task);
    if (presented) {
        signals->is_user_step = steps;
        signals->let_in = steps;
        signals->interrupted_at = 0;
    }
    if (presented || !steps)
        signals->may_wait_known = false;
}

void step_signals_given(struct task *task) {
    struct step_signals *signals = of(task);
    const struct user_regs_struct *registers = signals->is_user_step && !signals->is_put_back ? task_registers(task) : NULL;
    if (registers == NULL)
        return;
    signals->interrupted_at = registers_program_counter(registers);
    signals->interrupted_stack = registers_stack_pointer(registers);
}

static uint64_t may_wait(struct task *task) {
    struct step_signals *signals = of(task);
    if (!signals->may_wait_known)
        signals->may_wait = signals_without_default_effect(task->tid) & ~signals_of_faults();
    signals->may_wait_known = true;
    return signals->may_wait;
}

static bool block(struct task *task) {
    struct step_signals *signals = of(task);
    if (ptrace(PTRACE_GETSIGMASK, task->tid, sizeof signals->own_mask, &signals->own_mask) != 0)
        return false;
    uint64_t mask = signals->own_mask | may_wait(task);
    signals->blocked = ptrace(PTRACE_SETSIGMASK, task->tid, sizeof mask, &mask) == 0;
    return signals->blocked;
}

bool step_signals_stands_before_call(struct task *task) {
    const struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return false;
    unsigned char code[longest_instruction];
    size_t length = memory_read(task->tid, registers_program_counter(registers), code, sizeof code);
    return registers_is_call_instruction(code, length);
}

static bool lets_in(struct task *task, bool is_in_range) {
    struct step_signals *signals = of(task);
    if (!(signals->let_in && is_in_range) && signals->waited < longest_wait)
        return false;
    signals->let_in = false;
    signals->waited = 0;
    return true;
}

enum __ptrace_request step_signals_begin(struct task *task, int signal, bool is_in_range, bool is_at_call) {
    struct step_signals *signals = of(task);
    bool is_put_back = signals->is_put_back;
    signals->is_put_back = false;
    /* Were the mask ours when a signal's frame is made, its handler would return to ours. */
    if (is_at_call || (!is_put_back && (signal != 0 || delivery_is_on_its_way(task) || lets_in(task, is_in_range))))
        return PTRACE_SINGLESTEP;
    const struct user_regs_struct *registers = task_registers(task);
    /* A call that has just returned was perhaps interrupted by a signal, has raised one or unblocked it: kill(2) and
     * sigprocmask(2) return after its delivery. */
    if (registers == NULL || registers_call_number(registers) >= 0 || !block(task))
        return PTRACE_SINGLESTEP;
    signals->waited++;
    /* With a stop at the call's entry, where the task gets its own mask back. */
    return step_signals_stands_before_call(task) ? PTRACE_SYSCALL : PTRACE_SINGLESTEP;
}

void step_signals_end(struct task *task) {
    struct step_signals *signals = of(task);
    if (!signals->blocked)
        return;
    signals->blocked = false;
    ptrace(PTRACE_SETSIGMASK, task->tid, sizeof signals->own_mask, &signals->own_mask);
}

bool step_signals_put_back(struct task *task, const siginfo_t *information) {
    struct step_signals *signals = of(task);
    const struct user_regs_struct *registers = signals->is_user_step && signals->interrupted_at != 0 ? task_registers(task) : NULL;
    signals->is_put_back = registers != NULL && registers_program_counter(registers) == signals->interrupted_at
                           && registers_stack_pointer(registers) == signals->interrupted_stack && registers_call_number(registers) < 0
                           && (information->si_signo < SIGRTMIN || information->si_code == SI_TIMER)
                           && (may_wait(task) & signals_mask(information->si_signo)) != 0;
    return signals->is_put_back;
}

bool step_signals_is_put_back(struct task *task) {
    return of(task)->is_put_back;
}

void step_signals_forget(struct task *task) {
    *of(task) = (struct step_signals){ 0 };
}
