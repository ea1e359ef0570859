/* The event loop: targets, the control socket, gdbs, and time. */
#ifndef IPCSCOPE_LOOP_H
#define IPCSCOPE_LOOP_H

/* Before any target exists. */
void loop_prepare(void);
/* Until no target is left. */
void loop_run(void);

#endif
