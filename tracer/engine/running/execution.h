/* Who may run, and setting tasks going and standing. */
#ifndef IPCSCOPE_EXECUTION_H
#define IPCSCOPE_EXECUTION_H

#include <stdbool.h>

struct process;
struct task;

/* Whether nothing holds the task: no debugger, no freeze, no judge. */
bool execution_allows(const struct task *task);
/* Set a stopped task going if it may run. */
void execution_settle(struct task *task);
/* Set it going whatever holds it: it is in the middle of something and will stop again at its end. */
void execution_go_on(struct task *task);
void execution_settle_process(struct process *process);

/* Ask each task of the process to stop, those that are inside a traced call too. */
void execution_interrupt_process(struct process *process);

/* The reasons to hold every process that no gdb holds. Tasks that run in user code are asked to stop; one inside a
 * traced call is held when it comes back from it. */
enum freeze_reason { FREEZE_BY_STOP = 1, FREEZE_BY_JUDGE = 2 };
void execution_freeze(enum freeze_reason reason);
void execution_thaw(enum freeze_reason reason);

#endif
