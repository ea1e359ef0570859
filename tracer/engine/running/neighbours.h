/* The other tasks of an address space stand still while one makes its access: what is open to it is open to them. */
#ifndef IPCSCOPE_NEIGHBOURS_H
#define IPCSCOPE_NEIGHBOURS_H

struct task;

/* They stop, and go on when what waitpid(2) tells of that is handled. */
void neighbours_hold(struct task *task);

#endif
