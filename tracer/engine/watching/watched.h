/* What the watching knows of a task. */
#ifndef IPCSCOPE_WATCHED_H
#define IPCSCOPE_WATCHED_H

#include <stdbool.h>
#include <stdint.h>

struct call_memory;
struct task;

enum { opened_at_most = 16 };

struct watched {
    /* A fault of the program's own is expected to come again, with the memory as the program has set it. */
    bool may_fault;
    /* It was given the signal of that fault, and stops when its handler begins. */
    bool enters_handler;
    /* Where the regions begin that are open for the call that it is in. */
    uint64_t opened[opened_at_most];
    unsigned opened_count;
    bool is_about_mappings; /* the call */
    /* It blocks SIGSEGV; known since it stood for the first time. */
    bool knows_mask;
    bool blocks_faults;
    struct call_memory *given; /* watching/call_access.c */
    int other_status;          /* of a stop that came where another was expected, or 0 */
};

struct watched *watched_of(struct task *task);

#endif
