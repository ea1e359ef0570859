/* What /proc/PID/stat says of a task. */
#ifndef IPCSCOPE_PROCESS_STATE_H
#define IPCSCOPE_PROCESS_STATE_H

#include <sys/types.h>

/* The state letter of proc_pid_stat(5), or 'X' when the task is gone. `parent`, unless NULL, is set for any other letter. */
char process_state(pid_t tid, pid_t *parent);

#endif
