/* The stop of one process freezes the others, as the user has it (`stop-mode` in docs/engine-interface.md). */
#ifndef IPCSCOPE_FREEZE_H
#define IPCSCOPE_FREEZE_H

#include <stdbool.h>

struct process;

/* Whether a stop freezes the others at all. */
void freeze_set_mode(bool all);
bool freeze_is_for_all(void);

/* The process stops: the others freeze. */
void freeze_begin(struct process *process);
/* The user is shown a stop: the client is told of the freeze that came with it. */
void freeze_tell(void);
/* The process goes on, or has ended, without the user's doing: others may still have a reason to stand. */
void freeze_end_by(struct process *process);
/* The user lets a process go on: the others go on, too. */
void freeze_end(void);

/* Another debugger than gdb has stopped the process, or lets it go on: it must be able to run for that debugger's sake. Whether it stood
 * for that debugger before. */
bool freeze_by_other_debugger(struct process *process, bool stands);

/* Processes that are not frozen: one that goes on unseen, to hit the breakpoint for which it was held once more for its gdb … */
void freeze_let_repeat(struct process *process, bool repeats);
/* … and one whose user steps it, until its next stop that the user sees. */
void freeze_let_step(struct process *process, bool steps);

#endif
