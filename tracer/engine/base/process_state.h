/* What /proc says of a task. */
#ifndef IPCSCOPE_PROCESS_STATE_H
#define IPCSCOPE_PROCESS_STATE_H

#include <stdbool.h>
#include <sys/types.h>

/* The state letter of proc_pid_stat(5), or 'X' when the task is gone. `parent`, unless NULL, is set for any other letter. */
char process_state(pid_t tid, pid_t *parent);
/* Whether the kernel has taken the task off its processor to wait. The state letter alone does not tell: wait4(2), for one,
 * sets its state before it looks for a dead child (do_wait in the kernel), and may be preempted while it buries one. */
bool process_is_asleep(pid_t tid);
/* Whether it sleeps until a page is brought by who has its userfaultfd(2), or where it sleeps cannot be seen (proc_pid_wchan(5)). */
bool process_may_await_page(pid_t tid);
/* Whether it sleeps until another program has answered the kernel: by userfaultfd(2), or as a group of fanotify(7). */
bool process_awaits_program(pid_t tid);
/* The last number in the line KEY of proc_pid_status(5), or -1. */
long process_status_number(pid_t tid, const char *key);

#endif
