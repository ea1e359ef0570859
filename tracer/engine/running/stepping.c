#include "running/stepping.h"

#include <stddef.h>

#include "base/registers.h"
#include "running/debugger.h"
#include "running/step_signals.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"

/* How the task was resumed last. */
enum resumption { RESUMED_FREELY, RESUMED_FOR_ONE_STEP, RESUMED_OVER_BREAKPOINT /* which is lifted meanwhile */ };

struct stepping {
    enum step asked;
    uint64_t range_start, range_end;
    uint64_t standing_on; /* the breakpoint that it was moved back onto, or 0 */
    enum resumption resumption;
    uint64_t stepped_from; /* where it stood then, if it was not resumed freely */
    bool trap_is_due;      /* perhaps: another stop came before the trap of its step */
    bool is_at_call;       /* stands at the entry of a call, or in the middle of one */
};

static struct stepping *of(struct task *task) {
    if (task->stepping == NULL)
        task->stepping = tasks_new_part(sizeof *task->stepping);
    return task->stepping;
}

void stepping_ask(struct task *task, enum step step, uint64_t range_start, uint64_t range_end) {
    struct stepping *stepping = of(task);
    stepping->asked = step;
    stepping->range_start = range_start;
    stepping->range_end = range_end;
}

bool stepping_is_asked(struct task *task) {
    return of(task)->asked != STEP_NONE;
}

bool stepping_is_over(struct task *task) {
    const struct stepping *stepping = of(task);
    const struct user_regs_struct *registers = stepping->asked != STEP_NONE ? task_registers(task) : NULL;
    if (registers == NULL)
        return false;
    uint64_t address = registers_program_counter(registers);
    return stepping->asked == STEP_ONE || address < stepping->range_start || address >= stepping->range_end;
}

void stepping_stand_on(struct task *task, uint64_t breakpoint) {
    of(task)->standing_on = breakpoint;
}

static bool must_step_over(struct task *task, uint64_t address) {
    const struct process *process = task->process;
    return address == of(task)->standing_on && breakpoint_at(process->space, address) && !debugger_owns_breakpoint(process, address);
}

enum __ptrace_request stepping_prepare(struct task *task, int signal) {
    struct stepping *stepping = of(task);
    const struct user_regs_struct *registers = stepping->standing_on != 0 ? task_registers(task) : NULL;
    bool makes_step = stepping->asked != STEP_NONE || step_signals_is_put_back(task);
    stepping->resumption = makes_step ? RESUMED_FOR_ONE_STEP : RESUMED_FREELY;
    if (registers != NULL) {
        if (must_step_over(task, registers_program_counter(registers))) {
            breakpoint_lift(task->process->space, stepping->standing_on);
            stepping->resumption = RESUMED_OVER_BREAKPOINT;
        } else {
            stepping->standing_on = 0;
        }
    }
    if (stepping->resumption == RESUMED_FREELY)
        return PTRACE_CONT;
    registers = stepping->is_at_call ? NULL : task_registers(task);
    if (registers != NULL)
        stepping->stepped_from = registers_program_counter(registers);
    return step_signals_begin(task, signal, stepping->asked == STEP_RANGE, stepping->is_at_call);
}

void stepping_finish(struct task *task, bool is_at_call) {
    struct stepping *stepping = of(task);
    step_signals_end(task);
    stepping->is_at_call = is_at_call;
    if (stepping->resumption != RESUMED_OVER_BREAKPOINT)
        return;
    stepping->resumption = RESUMED_FOR_ONE_STEP;
    breakpoint_restore(task->process->space, stepping->standing_on);
    const struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL || registers_program_counter(registers) != stepping->standing_on)
        stepping->standing_on = 0;
}

/* The kernel lets a task stop for an interrupt before it delivers the SIGTRAP of the instruction just made. That trap
 * comes at once when the task is resumed, and says nothing about the present step. */
void stepping_was_interrupted(struct task *task) {
    if (of(task)->resumption != RESUMED_FREELY)
        of(task)->trap_is_due = true;
}

enum step_trap stepping_take_trap(struct task *task) {
    struct stepping *stepping = of(task);
    bool was_stepped = stepping->resumption != RESUMED_FREELY, was_due = stepping->trap_is_due;
    const struct user_regs_struct *registers = task_registers(task);
    stepping->trap_is_due = false;
    if (was_due && (!was_stepped || (registers != NULL && registers_program_counter(registers) == stepping->stepped_from)))
        return TRAP_OF_EARLIER_STEP;
    return was_stepped ? TRAP_OF_STEP : TRAP_OF_PROGRAM;
}

void stepping_forget(struct task *task) {
    struct stepping *stepping = of(task);
    stepping->asked = STEP_NONE;
    stepping->standing_on = 0;
    stepping->resumption = RESUMED_FREELY;
    stepping->trap_is_due = false;
    step_signals_forget(task);
}
