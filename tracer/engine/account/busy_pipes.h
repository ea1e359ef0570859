/* Pipes that must not be asked about now: to ask would wait for the program. */
#ifndef IPCSCOPE_BUSY_PIPES_H
#define IPCSCOPE_BUSY_PIPES_H

#include <stdbool.h>

struct found_descriptor;

/* Whether a thread is inside a call that may sleep with the pipe locked: whoever asks for its bytes, capacity or content then
 * sleeps until that call goes on. */
bool is_busy_pipe(const struct found_descriptor *item);

#endif
