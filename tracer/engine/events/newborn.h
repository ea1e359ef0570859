/* New tasks whose first stop was reported before their creator told of them: the kernel does not order the two. */
#ifndef IPCSCOPE_NEWBORN_H
#define IPCSCOPE_NEWBORN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

void newborn_put(pid_t tid);
/* Whether it was there. */
bool newborn_take(pid_t tid);
bool newborn_any(void);
/* Taken out: one that has waited so long that its creator must have been killed, or 0. */
pid_t newborn_next_orphan(void);
void newborn_forget_all(void);
/* The process that a task belongs to, or 0 when it is gone. */
pid_t newborn_process_of(pid_t tid);

#endif
