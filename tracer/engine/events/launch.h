/* Starting the programs of the command line. */
#ifndef IPCSCOPE_LAUNCH_H
#define IPCSCOPE_LAUNCH_H

#include <signal.h>
#include <stdbool.h>

struct process;
struct task;

/* Before the engine changes its signal dispositions and its mask: the targets are to have the launcher's. */
void launch_remember_signals(void);
/* Fork and seize every program. They run up to their first instruction. */
void launch_all(void);

/* A launched program has executed (PTRACE_EVENT_EXEC). */
void launch_has_executed(struct task *task);
/* A process of the engine's died before it could execute its program. */
void launch_has_failed(struct process *process);
/* At the exit stop of an execve: `true` when it was that of a launched program, which is held then. */
bool launch_has_returned(struct task *task);
/* Whether one of the programs began in this process. */
bool launch_is_of(const struct process *process);
void launch_has_ended(const struct process *process, int wait_status);
/* The client lets the programs start that are held at their first instruction. */
void launch_start(void);

/* What the first program ended with, as waitpid gives it. */
int launch_first_status(void);

#endif
