/* One gdb's packets, answered. */
#ifndef IPCSCOPE_GDB_CONVERSATION_H
#define IPCSCOPE_GDB_CONVERSATION_H

#include <stdbool.h>

struct gdb;

/* The connection is readable. `false` when it is to end, at gdb's wish or because it is broken. */
bool gdb_talk(struct gdb *gdb);

#endif
