/* Open file descriptions that must not be asked about now: to ask would wait for the program. */
#ifndef IPCSCOPE_BUSY_DESCRIPTIONS_H
#define IPCSCOPE_BUSY_DESCRIPTIONS_H

#include <stdbool.h>

struct found_descriptor;

/* Whether a thread is inside a call that may sleep with what is behind it locked: whoever asks for its bytes, capacity or content
 * then sleeps until that call goes on. */
bool is_busy_description(const struct found_descriptor *item);

/* Whether even the flags of a descriptor cannot be read now, since a thread sleeps with an epoll instance locked. */
bool are_flags_busy(void);

#endif
