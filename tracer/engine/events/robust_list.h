/* The robust mutexes that a task still has when it ends (get_robust_list(2)). */
#ifndef IPCSCOPE_ROBUST_LIST_H
#define IPCSCOPE_ROBUST_LIST_H

struct task;

/* Writes a record of those in the list that the kernel is about to read itself; none when there is nothing in it. */
void robust_list_record(struct task *task);

#endif
