/* Stops that somebody is told of: a process's gdb, or the client of the control socket (a held process). */
#ifndef IPCSCOPE_DEBUG_H
#define IPCSCOPE_DEBUG_H

#include <signal.h>
#include <stdbool.h>
#include <sys/types.h>

#include "targets/tasks.h"

/* ---- What happens to tasks ---- */

/* A task stands at its first stop or at one that was asked for. */
void debug_new_task(struct task *task);
/* A SIGTRAP: `true` when it was a breakpoint's, a step's or a watchpoint's, and not the program's own. */
bool debug_take_trap(struct task *task, const siginfo_t *information);
/* It stands at a stop that is not the end of the step it may have made. */
void debug_was_interrupted(struct task *task);
/* A signal: `true` when a gdb or the client decides what becomes of it. */
bool debug_take_signal(struct task *task, int signal);
/* At the exit stop of a call: the step is over. */
void debug_call_returned(struct task *task);
/* At the exit stop of an execve. */
void debug_has_executed(struct task *task);
void debug_process_ended(struct process *process, int wait_status);

/* ---- Stepping ---- */

/* The task is about to be resumed: whether for one instruction only. */
bool debug_prepare_step(struct task *task);
/* It stands again: put back the breakpoint that it was stepped over. */
void debug_finish_stepping_over(struct task *task);
void debug_forget_stepping(struct task *task);

/* ---- Stops ---- */

/* Stop a process, to be held for the client. */
void debug_hold(struct process *process, struct task *task, enum hold reason, int signal);
void debug_release(struct process *process);
/* A gdb may have connected to a held process. */
void debug_gdb_may_have_connected(struct process *process);
/* Report the stops of processes whose tasks have all come to rest. */
void debug_run_due(void);

void debug_set_stop_mode(bool all);
/* The user lets a process go on: the others go on, too. */
void debug_thaw(void);
void debug_set_hold_exec(bool on);
/* The stop for which the process is held, or its next pause, is a matter between client and gdb. */
void debug_set_unseen(struct process *process);
/* The user steps the process: it is not frozen until its next stop that the user sees. Off: the step was not made. */
void debug_set_stepping(struct process *process, bool on);
void debug_set_hold_signals(const bool hold[65]);

#endif
