/* The other tasks of an address space stand still while one makes its access: what is open to it is open to them. */
#ifndef IPCSCOPE_NEIGHBOURS_H
#define IPCSCOPE_NEIGHBOURS_H

#include <stdbool.h>

struct task;

/* They stop, and go on when what waitpid(2) tells of that is handled. */
void neighbours_hold(struct task *task);
/* … but only when neighbours_let_go says so, or soon, if the task falls asleep in its call. */
void neighbours_keep(struct task *task);
/* The task has come back from its call, or is gone. */
void neighbours_let_go(struct task *task);
/* Let them go whose task is asleep. Whether there are others. */
bool neighbours_look(void);

#endif
