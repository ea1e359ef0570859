/* Waits of futex(2) that are made again, since the engine has interrupted them or a signal that the program ignores.
 *
 * Untraced, they would have gone on, whatever became of the word meanwhile. Made again, they end at once (EAGAIN) if it has
 * changed: a program whose wait nobody can end would go on, where alone it hangs. */
#ifndef IPCSCOPE_FUTEX_WAITS_H
#define IPCSCOPE_FUTEX_WAITS_H

struct task;

/* The task stands at the entry of a call that is made again: of a wait that only the task itself could end, the value that is
 * expected becomes the one that the word has. */
void futex_wait_begins_again(struct task *task);
/* It stands at the exit: what was put in place of the expected value is taken away. */
void futex_wait_returns(struct task *task);

#endif
