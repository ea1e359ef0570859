/* Processes that stand stopped for gdb or held for the client go on. */
#ifndef IPCSCOPE_RESUMPTION_H
#define IPCSCOPE_RESUMPTION_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct process;

enum resume_kind { RESUME_NONE, RESUME_CONTINUE, RESUME_STEP, RESUME_RANGE };
struct resume_action {
    pid_t tid; /* 0: every task that no earlier action names */
    enum resume_kind kind;
    int signal;                      /* delivered on resumption, or 0 */
    uint64_t range_start, range_end; /* RESUME_RANGE: step while start <= pc < end */
};
/* Resume a process that is stopped for gdb. The first matching action counts; unmatched tasks stay stopped.
 * A task whose pc stands on a breakpoint that another owner inserted is stepped over it. */
void resume_stopped(struct process *process, const struct resume_action *actions, size_t count);
/* gdb has gone (detached, or its connection broke): the process runs on without it. */
void resume_left(struct process *process);
/* The client lets a process run on; nothing happens to one that is not held. */
void resume_held(struct process *process);
/* The user lets those go on that are frozen. */
void resume_frozen(void);

#endif
