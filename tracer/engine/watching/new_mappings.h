/* Mappings that are to be watched from now on. */
#ifndef IPCSCOPE_NEW_MAPPINGS_H
#define IPCSCOPE_NEW_MAPPINGS_H

#include <stdbool.h>

struct injection;
struct regions;
struct task;

/* Look for them. `false`: this program cannot be watched. */
bool new_mappings_read(struct injection *injection, struct regions *regions);
/* Protect what was found. */
void new_mappings_close(struct injection *injection, struct regions *regions);
/* The program is about to make watching impossible, and all is open. */
void new_mappings_refuse(struct task *task, struct regions *regions);

#endif
