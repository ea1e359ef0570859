/* execve(2). */
#ifndef IPCSCOPE_EXEC_H
#define IPCSCOPE_EXEC_H

struct task;

/* A task stands at PTRACE_EVENT_EXEC. */
void exec_happened(struct task *task);
/* A call of the task has returned: if it was an execve, its process may be held or reported. */
void exec_note_return(struct task *task);

#endif
