/* Calls that are handed pointers into watched memory, and calls that change what is mapped where. */
#ifndef IPCSCOPE_WATCHED_CALLS_H
#define IPCSCOPE_WATCHED_CALLS_H

#include <stdbool.h>

struct task;

/* The task stands at the entry of a call, before any filter has seen it. `true`: it may enter. `false`: memory was opened for it, and it
 * is about to make the call again; or it is lost (watched_of(task)->other_status). */
bool watched_call_enter(struct task *task);
/* It stands at the exit of its call: what was opened is closed, and new mappings are watched. `false`: it is lost. */
bool watched_call_leave(struct task *task);
/* It stands outside of any call, at a stop that is no signal's: what stayed open is closed. `false`: it is lost. */
bool watched_call_catch_up(struct task *task);

#endif
