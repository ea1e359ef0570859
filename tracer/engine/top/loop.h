/* The event loop: targets, the control socket, gdbs, and time. */
#ifndef IPCSCOPE_LOOP_H
#define IPCSCOPE_LOOP_H

#include <stdbool.h>

/* Before any target exists. */
void loop_prepare(void);
/* Until no target is left. */
void loop_run(void);
/* Whether the engine was asked to end by the client or a signal. */
bool loop_was_killed(void);

#endif
