/* The operations of one address space that were told and are not known to be over, by the memory of their structures. */
#ifndef IPCSCOPE_TOLD_H
#define IPCSCOPE_TOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct operation_form;

struct told {
    uint64_t start; /* of its structure */
    const struct operation_form *form;
    pid_t tid;      /* who told it */
    uint32_t stack; /* the stack record of that */
    pid_t worker;   /* the thread of the pool that does it; 0: none that is known */
    uint64_t serial;
};

enum { told_at_most = 1024 };

struct told_list {
    struct told all[told_at_most]; /* in order of address; none lies in another */
    size_t count;
    size_t of_pool; /* how many of them a thread of the pool will do */
    uint64_t serial;
};

/* What was told about the same memory is over. Beyond the most that is kept, so is the oldest. */
void told_add(struct told_list *list, struct told told);
void told_forget(struct told_list *list, uint64_t start, uint64_t size);
/* In whose structure the address lies; NULL: in none. */
struct told *told_find(struct told_list *list, uint64_t address);
/* Whether the program's memory agrees that it is being done, or, of what no pool does, that it is still to be done. */
bool told_is_alive(const struct told *told, pid_t tid);
/* Whether a call with these arguments is about the path, or the descriptor, that the structure has. */
bool told_names(const struct told *told, pid_t tid, const uint64_t arguments[6]);

#endif
