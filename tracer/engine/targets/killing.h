/* SIGKILL to targets. */
#ifndef IPCSCOPE_KILLING_H
#define IPCSCOPE_KILLING_H

#include <stdbool.h>

struct process;

void kill_process(const struct process *process);
/* The client or a signal wants the end of everything. */
void kill_all_processes(void);
bool all_processes_were_killed(void);

#endif
