/* A fault in watched memory is an access: it is made, told, and the memory is closed again. */
#ifndef IPCSCOPE_ACCESSES_H
#define IPCSCOPE_ACCESSES_H

#include <signal.h>

struct task;

enum fault {
    FAULT_OF_PROGRAM,  /* it has nothing to do with watching, or would have come without it */
    FAULT_WAS_ACCESS,  /* made; the task stands behind it */
    FAULT_COMES_AGAIN, /* the task stands where it was, and the memory is open */
    FAULT_IS_LOST,     /* something else has come: watched_of(task)->other_status */
};

/* The task stands at the stop of a SIGSEGV. */
enum fault access_take_fault(struct task *task, const siginfo_t *information);

#endif
