/* Which regions are open for the call that a task is in. */
#ifndef IPCSCOPE_OPEN_CALLS_H
#define IPCSCOPE_OPEN_CALLS_H

#include <stdbool.h>

struct injection;
struct region;
struct regions;
struct task;

/* The region is open, or about to be opened. `false`: it was noted before, or there is no room for a note. */
bool open_calls_add(struct task *task, struct region *region);
bool open_calls_any(struct task *task);
/* The call has returned, or was left. */
void open_calls_close(struct injection *injection, struct regions *regions);
/* What it had open is gone. */
void open_calls_forget(struct task *task);

#endif
