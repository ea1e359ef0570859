/* The kernel's own account of the targets (docs/trace-format.md, "Snapshot"). */
#ifndef IPCSCOPE_SNAPSHOT_H
#define IPCSCOPE_SNAPSHOT_H

#include <sys/types.h>

/* Read the kernel … */
void snapshot_take(void);
/* … and write the record of what was read. */
void snapshot_write(void);
/* Both. */
void snapshot_append(void);

/* The process is dead; it is shown as a zombie as long as it is one. */
void snapshot_remember_dead(pid_t pid);

#endif
