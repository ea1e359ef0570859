/* The signal that a task is given when it is resumed (ptrace(2), "Signal injection and suppression"). */
#ifndef IPCSCOPE_DELIVERY_H
#define IPCSCOPE_DELIVERY_H

#include <signal.h>
#include <stdbool.h>

struct task;

/* The task stands at a signal's stop, and is given the signal as it came. Its record is written already, or never. */
void delivery_pass(struct task *task, int signal);
/* As before, but a gdb or the client decides what becomes of it: its record is written when the task is given it. */
void delivery_wait(struct task *task, const siginfo_t *information);
/* gdb wants the task to be given this signal, or none (0): instead of one that waits, or else by sending it. */
void delivery_decide(struct task *task, int signal);
/* Whether the signal is one that gdb had us send: it is not told of that. Asked once when it comes. */
bool delivery_was_sent(struct task *task, int signal);
/* … and whether there is one that has not come yet. */
bool delivery_is_on_its_way(struct task *task);
/* The task is on its way out. */
void delivery_forget(struct task *task);
/* The task is about to be resumed: the signal that it is given, or 0. */
int delivery_take(struct task *task);

#endif
