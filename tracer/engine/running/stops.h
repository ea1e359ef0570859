/* Stops that somebody is told of: a process's gdb, or the client of the control socket (a held process). */
#ifndef IPCSCOPE_STOPS_H
#define IPCSCOPE_STOPS_H

#include <stdbool.h>

#include "running/stop.h"

/* Once: called when a process is held at its launch. */
void stops_on_launch(void (*is_held)(void));

/* The task has something to report to its gdb. While its process is being stopped for another task's sake, or stands
 * already, a breakpoint or step is forgotten (gdb asks anew, and the breakpoint is hit again), other events are kept. */
void stops_request(struct task *task, enum stop_kind kind, int signal);
/* Stop the task's process, to be held for the client. */
void stops_hold(struct task *task, enum hold reason, int signal);
/* Stop a running process; the stop is reported with STOP_PAUSE and signal 0. */
void stops_interrupt(struct process *process);
/* The task has another program, or is about to exit: what it had to report is void. */
void stops_forget_report(struct task *task);

/* Report the stops of processes whose tasks have all come to rest. */
void stops_run_due(void);
/* A gdb may have connected to the process, which may be held. */
void stops_gdb_may_have_connected(struct process *process);

/* The stop for which the process is held, or its next pause, is a matter between client and gdb. */
void stops_set_unseen(struct process *process);
bool stops_is_stopped(struct process *process);
bool stops_is_held(struct process *process, enum hold reason);
/* The task for which a stopped or held process stands still, and in `signal` the signal that it is about to be
 * given, or 0. NULL when all tasks are on their way out. */
struct task *stops_task(struct process *process, int *signal);
/* gdb shows the present stop to its user. Many it makes for itself (a condition that does not hold, a library being
 * loaded, an instruction of a longer step) and goes on at once: nobody else is told of those. */
void stops_present(struct process *process);

#endif
