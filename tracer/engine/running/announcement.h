/* Telling the trace and the client of a process's stop, its holding and its going on. */
#ifndef IPCSCOPE_ANNOUNCEMENT_H
#define IPCSCOPE_ANNOUNCEMENT_H

#include <stdbool.h>

struct process;
struct task;

/* A process without gdb is held; `task` is the reason. */
void announce_held(struct process *process, struct task *task);
/* The user is shown a stop. */
void announce_stopped(struct process *process, struct task *task);
/* A stop that the user was shown has its end. */
void announce_resumed(struct process *process);
/* The `resume` record, where a `stop` was recorded. */
void announce_going_on(struct process *process);
/* Another debugger than gdb has stopped the process. `reason`: "breakpoint", "step", "pause" or "entry"; `false` when it is none. */
bool announce_stopped_elsewhere(struct process *process, const char *reason);
/* … and lets it go on. */
void announce_going_on_elsewhere(struct process *process);

#endif
