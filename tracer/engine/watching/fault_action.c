#include "watching/fault_action.h"

#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#include "base/memory.h"
#include "base/registers.h"
#include "base/signals.h"
#include "targets/tasks.h"
#include "watching/injection.h"
#include "watching/watched.h"

/* `struct sigaction` as rt_sigaction(2) of x86-64 takes it. */
struct fault_action {
    uint64_t handler, flags, restorer, mask;
};

static struct fault_action *of(struct process *process) {
    if (process->fault_action == NULL)
        process->fault_action = tasks_new_part(sizeof *process->fault_action);
    return process->fault_action;
}

void fault_action_inherit(const struct process *parent, struct process *child) {
    if (parent->fault_action != NULL)
        *of(child) = *parent->fault_action;
}

static uint64_t ignore(void) {
    return (uint64_t)(uintptr_t)SIG_IGN;
}

/* ---- What calls change ---- */

static void note_action(struct task *task, const struct user_regs_struct *registers) {
    struct fault_action action;
    uint64_t place = registers_call_argument(registers, 1);
    if (registers_call_argument(registers, 0) == SIGSEGV && place != 0
        && memory_force_read(task->tid, place, &action, sizeof action) == sizeof action)
        *of(task->process) = action;
}

/* execve(2): handlers are gone, what is ignored stays so. */
static void note_exec(struct task *task) {
    if (of(task->process)->handler != ignore())
        memset(of(task->process), 0, sizeof(struct fault_action));
}

void fault_action_note_call(struct task *task) {
    const struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return;
    if (!watched_of(task)->knows_mask || registers_call_number(registers) < 0) /* rt_sigreturn(2): nothing is left of the call itself */
        fault_action_note_mask(task);
    if (registers_call_result(registers) < 0)
        return;
    switch (registers_call_number(registers)) {
    case SYS_rt_sigaction:
        note_action(task, registers);
        break;
    case SYS_execve:
    case SYS_execveat:
        note_exec(task);
        break;
    case SYS_rt_sigprocmask:
    case SYS_clone:
    case SYS_clone3:
    case SYS_fork:
    case SYS_vfork:
        fault_action_note_mask(task);
        break;
    default:
        break;
    }
}

void fault_action_note_mask(struct task *task) {
    uint64_t mask = 0;
    ptrace(PTRACE_GETSIGMASK, task->tid, sizeof mask, &mask);
    watched_of(task)->knows_mask = true;
    watched_of(task)->blocks_faults = (mask & signals_mask(SIGSEGV)) != 0;
}

/* ---- Asking and putting back ---- */

/* Below what a function may keep there without moving the stack pointer (the "red zone" of the x86-64 ABI), where the kernel puts the
 * frames of signals, too. */
enum { below_stack = 1024 };

static uint64_t place_for(const struct injection *injection) {
    return (registers_stack_pointer(&injection->registers) - below_stack) & ~(uint64_t)15;
}

void fault_action_ask(struct injection *injection) {
    struct fault_action action;
    uint64_t place = place_for(injection);
    if (inject_call(injection, SYS_rt_sigaction, SIGSEGV, 0, place, sizeof action.mask) == 0
        && memory_force_read(injection->task->tid, place, &action, sizeof action) == sizeof action)
        *of(injection->task->process) = action;
}

void fault_action_put_back(struct injection *injection) {
    struct task *task = injection->task;
    const struct fault_action *action = of(task->process);
    bool blocks = watched_of(task)->blocks_faults;
    if (blocks)
        injection->signal_mask |= signals_mask(SIGSEGV);
    if (action->handler == 0 || (!blocks && action->handler != ignore()))
        return;
    uint64_t place = place_for(injection);
    if (memory_force_write(task->tid, place, action, sizeof *action) == sizeof *action)
        inject_call(injection, SYS_rt_sigaction, SIGSEGV, place, 0, sizeof action->mask);
}
