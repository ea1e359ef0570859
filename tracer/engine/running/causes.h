/* What happens to a task, and whether it is a cause to stop its process for gdb or the client. */
#ifndef IPCSCOPE_CAUSES_H
#define IPCSCOPE_CAUSES_H

#include <signal.h>
#include <stdbool.h>

struct task;

/* Of a signal that is about to be delivered: hold its process when that would end or stop it, or whenever it is not ignored. */
enum signal_hold { PASS_SIGNAL, HOLD_DEFAULT_EFFECT, HOLD_NOT_IGNORED };

/* The client's wishes for processes without gdb. */
void causes_set_hold_exec(bool on);
void causes_set_hold_signals(const enum signal_hold hold[65]);

/* A SIGTRAP: `true` when it was a breakpoint's, a step's or a watchpoint's, and not the program's own. */
bool causes_take_trap(struct task *task, const siginfo_t *information);
/* A signal: `true` when a gdb or the client decides what becomes of it. */
bool causes_take_signal(struct task *task, int signal);
/* At the exit stop of a call: the step may be over. */
void causes_note_return(struct task *task);
/* An instruction was made on the task's behalf. */
void causes_note_step(struct task *task);
/* At the exit stop of an execve. */
void causes_note_exec(struct task *task);

#endif
