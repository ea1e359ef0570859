/* The words of a thread's stack, and of its program's data, that lead to an address. */
#ifndef IPCSCOPE_POINTERS_H
#define IPCSCOPE_POINTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct layout;
struct task;

enum {
    pointers_at_most = 16,
    pointer_reach = 4096, /* behind the place to which it leads, as a structure may be large */
};

struct pointer {
    uint64_t place;   /* its address in the program's data, or in code: that at which its frame stands */
    int64_t distance; /* of a frame, from the address that its stack pointer had before the call that made it (CFA) */
    bool is_in_frame;
    uint64_t value;
};

/* Those in data first, then those of the stack, innermost frame first. The task is stopped, its registers are known. */
size_t pointers_find(const struct task *task, struct layout *layout, uint64_t address, struct pointer found[pointers_at_most]);

#endif
