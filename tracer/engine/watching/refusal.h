/* Programs that cannot be watched, and moments at which memory must be open. */
#ifndef IPCSCOPE_REFUSAL_H
#define IPCSCOPE_REFUSAL_H

#include <stdbool.h>
#include <sys/user.h>

struct task;

/* A filter of the program's own (seccomp(2)) might not let it make our calls. */
bool refusal_has_own_filter(const struct task *task);
/* At the entry of a call: whether it sets one. */
bool refusal_sets_filter(const struct user_regs_struct *registers);
/* At the entry of a call by which the task exits, or all of its process: whether the kernel will look for the locks that are held, which
 * may lie in watched memory (set_robust_list(2)). */
bool refusal_exits_with_locks(const struct task *task, const struct user_regs_struct *registers);

#endif
