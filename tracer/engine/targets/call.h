/* The call into the kernel that a task is in. Known to the recording and what it uses; others ask recording/calls.h. */
#ifndef IPCSCOPE_CALL_H
#define IPCSCOPE_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

struct task;

/* A call is inside the kernel from its entry stop to its exit stop. When the result at the exit stop says
 * "interrupted", the task's next stop tells whether a signal or the engine was the reason: until then it is unsettled. */
enum call_phase { CALL_NONE, CALL_INSIDE, CALL_UNSETTLED };

struct call {
    enum call_phase phase;
    bool entered;    /* its `enter` record is written */
    bool unrecorded; /* the execve that starts a launched program */
    bool waiting;    /* in the list of those whose `enter` is not */
    uint32_t number;
    uint64_t arguments[6], stack_pointer;
    uint64_t enter_time, exit_time;
    int64_t result;
    bool disturbed;            /* the engine has interrupted it */
    uint64_t transferred;      /* … when so many bytes of a write had gone, and it goes on with the rest */
    bool restarts_by_block;    /* it goes on as restart_syscall(2), which is not in the filter */
    bool is_to_go_on;          /* a signal has interrupted it that the program ignores: it is made again at once */
    bool expects_present_word; /* recording/futex_waits.c has changed an argument */
    uint32_t stack;
    uint16_t capture_count; /* of the entry, encoded in `captures` */
    struct bytes captures;
    struct task *next_waiting, *previous_waiting;
};

#endif
