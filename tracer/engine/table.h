/* The table of traced calls: which they are, and what to copy of each (docs/engine-interface.md, "Capture programs"). */
#ifndef IPCSCOPE_TABLE_H
#define IPCSCOPE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum operation_kind {
    OPERATION_BYTES,
    OPERATION_FIXED,
    OPERATION_STRING,
    OPERATION_STRINGS,
    OPERATION_IOVEC,
    OPERATION_OBJECT,
    OPERATION_POSITION,
};

enum operand_kind { OPERAND_ARGUMENT, OPERAND_RESULT, OPERAND_CONSTANT, OPERAND_MEMORY, OPERAND_ALL };

struct operand {
    enum operand_kind kind;
    unsigned argument; /* OPERAND_ARGUMENT, OPERAND_MEMORY */
    uint64_t number;   /* OPERAND_CONSTANT: the value; OPERAND_MEMORY: the offset */
};

struct operation {
    bool at_exit;
    enum operation_kind kind;
    unsigned pointer;          /* the argument with the address */
    struct operand length;     /* `bytes`, `fixed` */
    struct operand count;      /* `iovec` */
    struct operand limit;      /* `iovec` */
    struct operand descriptor; /* `object`, `position` */
};

enum { table_size = 1024, operations_at_most = 16 };

struct capture_program {
    bool traced;
    bool changes_descriptors;
    bool has_entry_operations, has_exit_operations;
    unsigned operation_count;
    struct operation *operations;
};

/* A sentence that says what is wrong, in static memory, or NULL. */
const char *table_load(const char *path);
/* Never NULL; `traced` is false for calls outside the table. */
const struct capture_program *table_program(uint64_t number);

#endif
