/* The memory that a call is given: what it reads there, or writes. */
#ifndef IPCSCOPE_CALL_MEMORY_H
#define IPCSCOPE_CALL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

#include "decoding/instruction.h"

struct piece {
    uint64_t address, length;
};

enum { pieces_at_most = 64 };

struct call_memory {
    enum access_kind kind; /* ACCESS_UNKNOWN: nothing is known of this call */
    /* Of the pieces, in their order, it uses so many bytes as it returns, and some more. */
    bool moves_result;
    uint64_t beyond_result;
    uint64_t result_size; /* bytes for each that it returns */
    struct piece pieces[pieces_at_most];
    size_t count;
};

/* At the entry of a call. */
void call_memory_read(pid_t tid, const struct user_regs_struct *registers, struct call_memory *memory);

#endif
