/* Calls from their entry to their exit, and when their records are written. */
#ifndef IPCSCOPE_CALLS_H
#define IPCSCOPE_CALLS_H

#include <stdbool.h>
#include <stdint.h>

struct task;

/* A task stands at the entry of a traced call: `true` when it is a new one, `false` when it is one that the engine
 * interrupted and that is made again. */
bool call_enter(struct task *task);
/* A launched program's first execve has just happened: its exit is awaited but not recorded. */
void call_enter_unrecorded(struct task *task);
/* The task's last call goes on as restart_syscall(2). */
void call_enter_again(struct task *task);
/* A task stands at the exit of its call. */
void call_exit(struct task *task);
/* The call whose result said "interrupted" ended so for the program: a signal was the reason. */
void call_settle(struct task *task, int64_t result);
/* … or, though settled, goes on in truth: the program ignores the signal. */
void call_go_on(struct task *task);
/* A signal ends a write of which a part had gone when the engine interrupted it. */
void call_end_partial_write(struct task *task);
/* A task will not come back from its call (it exits): write that it entered. */
void call_abandon(struct task *task);
/* The task is removed. */
void call_forget(struct task *task);

bool call_is_inside(const struct task *task);
/* Its result says "interrupted", and why is not known yet. */
bool call_is_unsettled(const struct task *task);
int64_t call_result(const struct task *task);
/* A write that the engine has interrupted is to go on with the rest of its bytes. */
bool call_is_partial_write(const struct task *task);
/* The kernel may go on with the call as restart_syscall(2). */
bool call_restarts_by_block(const struct task *task);
/* … and has not, or is done with it. */
void call_note_no_restart(struct task *task);
/* The engine interrupts the task. */
void call_note_interrupt(struct task *task);

/* How many calls have returned. */
uint64_t calls_returned(void);

#endif
