/* Seccomp filters of the programs' own, beside ours (seccomp(2)). */
#ifndef IPCSCOPE_OWN_FILTER_H
#define IPCSCOPE_OWN_FILTER_H

#include <stdbool.h>

struct task;

/* At the stop of a filter. `true`: it was asked for by a filter of the program's own; its call has been ended as the kernel ends it
 * where nobody traces, with ENOSYS. */
bool own_filter_ends_call(struct task *task);
/* A call has returned: prctl(PR_GET_SECCOMP) does not tell of our filter. */
void own_filter_hide_ours(struct task *task);

#endif
