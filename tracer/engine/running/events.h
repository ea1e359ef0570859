/* What waitpid tells of the targets. */
#ifndef IPCSCOPE_EVENTS_H
#define IPCSCOPE_EVENTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct task;

void events_handle(pid_t tid, int wait_status);
/* The kernel has no target left: forget those whose end it has not reported. */
void events_no_targets(void);
/* The task stands at the entry of a call, where it had to wait: let it enter, unless it is to stand still. */
void events_enter_call(struct task *task);
/* Children whose first stop came, but whose creator has not told of them, as it was killed: after a while they are
 * let go. Returns whether there are any. */
bool events_adopt_orphans(void);

#endif
