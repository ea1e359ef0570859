/* Calls that were entered and whose `enter` record is not written yet. */
#ifndef IPCSCOPE_ENTERS_H
#define IPCSCOPE_ENTERS_H

#include <stdint.h>

struct task;

void enters_add(struct task *task);
/* Its call has returned, or is forgotten. */
void enters_remove(struct task *task);

/* Write the `enter` of this task if it waits. */
void enters_write(struct task *task);
/* Write those of all tasks but one (or NULL): an event of that task is about to be recorded. */
void enters_write_except(const struct task *task);
/* Write those that have waited for long. Returns when the next one will have, or 0. */
uint64_t enters_write_old(void);

#endif
