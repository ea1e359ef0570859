/* The accesses that a call makes to watched memory, told when it returns. */
#ifndef IPCSCOPE_CALL_ACCESS_H
#define IPCSCOPE_CALL_ACCESS_H

#include <stdint.h>

struct call_memory;
struct task;

/* At the entry of a call that has been given watched memory. */
void call_access_keep(struct task *task, const struct call_memory *memory);
/* It has returned. */
void call_access_tell(struct task *task, uint16_t number, int64_t result);
/* The task is removed. */
void call_access_forget(struct task *task);

#endif
