/* New processes and threads. */
#ifndef IPCSCOPE_CREATION_H
#define IPCSCOPE_CREATION_H

#include <stdbool.h>

struct task;

/* A task stands at PTRACE_EVENT_FORK, _VFORK or _CLONE. */
void creation_happened(struct task *creator, int event);
/* It stands at PTRACE_EVENT_VFORK_DONE. */
void creation_vfork_done(struct task *creator);
/* Whether it sleeps until its vfork child has its own memory. */
bool creation_is_in_vfork(const struct task *creator);
/* Children whose first stop came, but whose creator has not told of them, as it was killed: after a while they are
 * let go. Returns whether there are any. */
bool creation_adopt_orphans(void);
/* A clone is entered that asks for a child which nobody traces (CLONE_UNTRACED). It has our filter, so its calls would fail: the flag is
 * taken out, and shown again when the call returns. */
void creation_take_untraced(struct task *creator);
void creation_show_untraced(struct task *creator);

#endif
