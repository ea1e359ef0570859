/* Stacks of stopped tasks. */
#ifndef IPCSCOPE_STACKS_H
#define IPCSCOPE_STACKS_H

#include <stdint.h>

struct task;

/* The id of the stack record of a stopped task, written before if it is new; 0 when none is taken. */
uint32_t stacks_take(struct task *task);

#endif
