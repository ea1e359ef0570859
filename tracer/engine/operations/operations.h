/* What the event loop of a runtime has been told to do, and by which stack. The functions of libuv that tell it are watched by breakpoints
 * (operation_forms.h); a call of the kernel that carries such an operation out is known by the structure that the function was given: its
 * address stands in a register or in a frame of whoever works on it. */
#ifndef IPCSCOPE_OPERATIONS_H
#define IPCSCOPE_OPERATIONS_H

#include <stdbool.h>
#include <stdint.h>

struct address_space;
struct task;

/* At the entry of a call, whose stack has been taken: the record of what it carries out is written, if that is known. */
void operations_note_call(struct task *task, uint32_t number, const uint64_t arguments[6]);
/* The task has run into a breakpoint, at which it stands: `true` when it was one of these, and the task is behind it now. */
bool operations_take_breakpoint(struct task *task, uint64_t address);
void operations_forget(struct address_space *space);

#endif
