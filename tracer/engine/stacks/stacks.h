/* Stacks of stopped tasks. */
#ifndef IPCSCOPE_STACKS_H
#define IPCSCOPE_STACKS_H

#include <stdint.h>

struct layout;
struct task;

/* The id of the stack record of a stopped task, written before if it is new; 0 when none is taken. */
uint32_t stacks_take(struct task *task);
/* The same for a stack of one frame, an address in code; 0 when no module of the task has code there. */
uint32_t stacks_take_place(struct task *task, uint64_t address);
/* The same for an address in memory that a program or library has for its variables. */
uint32_t stacks_take_data(struct task *task, uint64_t address);
/* What was mapped where when the last stack in the task's memory was taken; NULL when none was. */
struct layout *stacks_layout(const struct task *task);

#endif
