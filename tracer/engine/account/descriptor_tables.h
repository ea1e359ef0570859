/* The descriptor tables of all targets, read once for an account: which tasks share a table, and which descriptors
 * share an open file description (kcmp(2)). */
#ifndef IPCSCOPE_DESCRIPTOR_TABLES_H
#define IPCSCOPE_DESCRIPTOR_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>

struct found_descriptor {
    pid_t tid, pid; /* a task that has it, and its process */
    int number;
    struct stat status;
    uint32_t flags;
    int64_t position;
    const char *link; /* not ended by NUL */
    size_t link_length;
    unsigned class;      /* of its open file description, from 1 */
    bool first_of_class; /* … in the order of tables and numbers */
};

struct found_table {
    pid_t tid;    /* the first task that has it */
    bool refused; /* the kernel does not tell: a process that is not dumpable (PR_SET_DUMPABLE), or flags that are busy */
    size_t first, count;
};

struct found_tables {
    struct found_table *tables; /* a table's class is its place here, from 1 */
    size_t table_count;
    struct found_descriptor *descriptors;
    size_t descriptor_count;
};

/* Valid until the next reading. */
const struct found_tables *descriptor_tables_read(void);
/* The class of the table that the task had at that reading; 0: none, it is dead. */
unsigned descriptor_tables_class_of(pid_t tid);

#endif
