/* The judge (`--judge N`): after every N-th returned call, all tasks are brought to rest and a snapshot is taken, so
 * that a model fed from the trace can be compared with the kernel at exactly these points. */
#ifndef IPCSCOPE_JUDGE_H
#define IPCSCOPE_JUDGE_H

#include <stdbool.h>

struct task;

/* A call has returned; its record is written and its task stands at the exit stop. */
void judge_call_returned(void);
/* No event is waiting to be handled: look whether all tasks are at rest. Returns whether it still waits for that. */
bool judge_look(void);
/* Whether a task at the entry of a call may enter now. While the judge is at work, nobody enters a call as long as another
 * task moves inside of one: the order of the records is then the order in which the kernel did things. A task that has
 * to wait stays where it is, and is entered again when judge_find_turn says that it is its turn. */
bool judge_may_enter(struct task *task);
/* The task whose turn it is, if it may enter now; or NULL. */
struct task *judge_find_turn(void);
/* The task has left the place where it waited. */
void judge_forget_turn(struct task *task);
bool judge_is_waiting(void);
/* An event was handled, so what was seen before does not count. */
void judge_disturbed(void);

#endif
