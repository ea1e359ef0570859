/* The functions of libuv by which a program tells its event loop what to do, and what these are given. */
#ifndef IPCSCOPE_OPERATION_FORMS_H
#define IPCSCOPE_OPERATION_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As the trace says it. */
enum operation_kind {
    OPERATION_WORK = 1,      /* a thread of the pool will do it */
    OPERATION_SHUTDOWN = 2,  /* of a stream: by the loop, behind what is still to be written */
    OPERATION_HANDLE = 3,    /* a socket that has no descriptor yet */
    OPERATION_ON_FILE = 4,   /* work about a descriptor, of which the call itself is not traced */
    OPERATION_LISTENING = 5, /* what comes by a channel is wanted: the loop goes on for its sake */
};

/* What of a structure of libuv's interface (uv.h, whose layout is the same in all versions 1) can be checked. Offsets in bytes. */
struct operation_form {
    enum operation_kind kind;
    unsigned argument; /* of the function: the structure */
    uint32_t size;
    uint32_t type_offset, type;
    uint32_t work_offset;       /* its struct uv__work; 0: none */
    uint32_t descriptor_offset; /* −1 there as long as it has none; 0: none */
    bool is_on_files;           /* struct uv_fs_t */
};

struct operation_function {
    const char *name;
    const struct operation_form *form;
};

enum { operation_functions_count = 22 };
extern const struct operation_function operation_functions[operation_functions_count];

#endif
