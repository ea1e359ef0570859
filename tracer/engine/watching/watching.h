/* Watched memory: each access to shared memory becomes a record (`--watch-memory`). */
#ifndef IPCSCOPE_WATCHING_H
#define IPCSCOPE_WATCHING_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct address_space;
struct process;
struct task;

/* Before the programs are started, or while they run. */
void watching_set(bool on);

/* All of these do nothing, and answer `false`, as long as nothing is watched. `true`: the stop is dealt with. */

/* A stop at the entry or the exit of a call that is not in the midst of being recorded. */
bool watching_takes_call_stop(struct task *task);
/* A recorded call has returned, and its record is written. */
bool watching_takes_call_exit(struct task *task);
bool watching_takes_signal(struct task *task, const siginfo_t *information);
/* A stop outside of calls, of an interrupt. */
bool watching_takes_interrupt(struct task *task);

/* A process was made by another; `shares_space`: it has the same memory. */
void watching_inherit(const struct process *parent, struct process *child, bool shares_space);
void watching_forget_task(struct task *task);
void watching_forget_space(struct address_space *space);
/* Records that were kept for long, threads that wait for another's call. Whether there will be more. */
bool watching_do_what_is_due(void);

/* A stop of the task that came while it was expected to come to another: what waitpid(2) told of it, or 0. */
int watching_take_other_stop(struct task *task);

#endif
