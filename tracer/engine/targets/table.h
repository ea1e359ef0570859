/* The table of traced calls: which they are, and what to copy of each (docs/engine-interface.md, "Capture programs"). */
#ifndef IPCSCOPE_TABLE_H
#define IPCSCOPE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "targets/operand.h"

enum operation_kind {
    OPERATION_BYTES,
    OPERATION_FIXED,
    OPERATION_STRING,
    OPERATION_IOVEC,
    OPERATION_OBJECT,
    OPERATION_POSITION,
    OPERATION_MESSAGES,
    OPERATION_RIGHTS,
    OPERATION_STATUS,
    OPERATION_SOCKET,
    OPERATION_CODE,
    OPERATION_DATA,
    OPERATION_POINTERS,
};

struct operation {
    bool at_exit;
    enum operation_kind kind;
    struct operand place;  /* the address; of `object`, `position` and `socket` the descriptor */
    bool counted;          /* `rights`: there is a `length`, of a vector of struct mmsghdr */
    struct operand length; /* `bytes`: in bytes; `iovec`, `messages`, `rights`: in elements */
    bool limited;          /* `iovec`: not `all` */
    struct operand limit;  /* `iovec` */
    uint64_t size;         /* `fixed` */
};

/* Only with certain arguments is a call traced: where an argument's lower half, masked, has one of these values. */
enum { condition_values_at_most = 8 };

struct condition {
    unsigned argument;
    uint32_t mask;
    unsigned value_count; /* 0: there is no condition */
    uint32_t values[condition_values_at_most];
};

enum { table_size = 1024, operations_at_most = 16, fixed_at_most = 64 * 1024 };

struct capture_program {
    bool traced;
    struct condition condition;
    bool changes_descriptors;
    bool parts_descriptors; /* the caller may have a descriptor table of its own afterwards */
    bool has_entry_operations, has_exit_operations;
    unsigned operation_count;
    struct operation *operations;
};

/* Lines that begin with a letter are no calls: `add_other` gets them, and says whether it understood. Returns a sentence
 * that says what is wrong, in static memory, or NULL. */
const char *table_load(const char *path, bool (*add_other)(const char *line));
/* Never NULL; `traced` is false for calls outside the table. */
const struct capture_program *table_program(uint64_t number);

#endif
