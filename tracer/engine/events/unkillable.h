/* The first process of a PID namespace (pid_namespaces(7)). */
#ifndef IPCSCOPE_UNKILLABLE_H
#define IPCSCOPE_UNKILLABLE_H

#include <signal.h>
#include <stdbool.h>

struct task;

/* A fault would end it, but the kernel drops the signal of a fault of such a process while somebody traces it
 * (force_sig_info_to_task in the kernel), and it would fault for ever. `true`: it was let go, to fault once more and to end. */
bool unkillable_init_ends(struct task *task, const siginfo_t *information);

#endif
