/* A debugger writes into watched memory, which is protected from everybody. */
#ifndef IPCSCOPE_DEBUGGER_WRITE_H
#define IPCSCOPE_DEBUGGER_WRITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct process;

/* Whether any of these bytes is in watched memory. */
bool debugger_write_is_needed(const struct process *process, uint64_t address, size_t length);
/* All tasks of the process stand still. `false`: none of them can be used for it, or the memory is not there. */
bool debugger_write(struct process *process, uint64_t address, const void *bytes, size_t length);

#endif
