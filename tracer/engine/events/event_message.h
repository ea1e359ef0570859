/* The message that comes with a stop at an event (PTRACE_GETEVENTMSG in ptrace(2)). */
#ifndef IPCSCOPE_EVENT_MESSAGE_H
#define IPCSCOPE_EVENT_MESSAGE_H

#include <stdbool.h>

struct task;

/* `false` when the task was killed meanwhile, and has left that stop. */
bool event_message_read(const struct task *task, int event, unsigned long *message);

#endif
