/* The end of tasks and processes. */
#ifndef IPCSCOPE_ENDING_H
#define IPCSCOPE_ENDING_H

#include <sys/types.h>

struct task;

/* A task stands at PTRACE_EVENT_EXIT. */
void ending_begins(struct task *task);
/* waitpid(2) has told the end of a task. */
void ending_happened(pid_t tid, int wait_status);
/* The kernel has no target left: forget those whose end it has not reported. */
void ending_of_all(void);

#endif
