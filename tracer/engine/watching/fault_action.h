/* What a program has set for SIGSEGV. Where that is blocked or ignored, a fault makes the kernel forget what the program has set
 * (force_sig_info_to_task in the kernel): after one of ours that is put back. */
#ifndef IPCSCOPE_FAULT_ACTION_H
#define IPCSCOPE_FAULT_ACTION_H

struct injection;
struct process;
struct task;

/* The task stands at the exit of a call, or where a handler begins. */
void fault_action_note_call(struct task *task);
void fault_action_note_mask(struct task *task);
/* Watching begins in the midst of a program: ask what it has set. */
void fault_action_ask(struct injection *injection);
/* A process was made by another. */
void fault_action_inherit(const struct process *parent, struct process *child);
/* The kernel has sent a SIGSEGV of ours, and this injection began at its stop: in the end, all is as it was before. */
void fault_action_put_back(struct injection *injection);

#endif
