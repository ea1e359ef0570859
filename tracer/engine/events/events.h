/* What waitpid tells of the targets. */
#ifndef IPCSCOPE_EVENTS_H
#define IPCSCOPE_EVENTS_H

#include <sys/types.h>

struct task;

void events_handle(pid_t tid, int wait_status);
/* The task stands at the entry of a call, where it had to wait: let it enter, unless it is to stand still. */
void events_enter_call(struct task *task);

#endif
