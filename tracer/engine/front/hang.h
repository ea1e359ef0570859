/* A recording in which nothing happens any more. */
#ifndef IPCSCOPE_FRONT_HANG_H
#define IPCSCOPE_FRONT_HANG_H

#include <stdbool.h>
#include <stdint.h>

enum hang_order { HANG_NOTHING, HANG_ASK_TO_END, HANG_KILL };

/* The trace is to grow at least once in so many milliseconds; 0: it need not. */
void hang_watch(int trace, int64_t after);
/* Milliseconds until it is to be looked at again, or -1. */
int hang_patience(void);
/* What has to be done now: the programs are to be asked to end, and killed if they have not ended when it is called a while later. */
enum hang_order hang_look(void);
/* Whether it has ever asked for an end. */
bool hang_was_seen(void);

#endif
