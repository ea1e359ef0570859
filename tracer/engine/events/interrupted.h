/* Calls that end with EINTR because the engine interrupted them, or because of a signal that the program ignores, are made
 * to begin again: untraced, they would not have ended. */
#ifndef IPCSCOPE_INTERRUPTED_H
#define IPCSCOPE_INTERRUPTED_H

#include <signal.h>
#include <stdbool.h>

struct task;

/* The task stands at the stop of our interrupt: make it repeat its call, if that ended with EINTR. */
void interrupted_rewind(struct task *task);
/* The task has stopped. Whether it was rewound at its last stop. */
bool interrupted_take_rewound(struct task *task);
/* A signal has come, and tells why a call ended that we would have made go on. */
void interrupted_settle(struct task *task, bool was_rewound, const siginfo_t *information);

#endif
