/* The records of places that lead to an address (docs/trace-format.md, "Capture"). */
#ifndef IPCSCOPE_CAPTURE_POINTERS_H
#define IPCSCOPE_CAPTURE_POINTERS_H

#include <stddef.h>
#include <stdint.h>

#include "walking/pointers.h"

struct task;

/* The ids of the stack records that the operations `data` and `pointers` would have for it. The task is stopped. */
size_t variables_record(struct task *task, uint64_t address, uint32_t ids[pointers_at_most]);

#endif
