/* Text that comes over a connection in pieces. */
#ifndef IPCSCOPE_LINES_H
#define IPCSCOPE_LINES_H

#include "base/bytes.h"

/* Takes the whole lines out of what has been received, one after the other, without their ends. */
void lines_take(struct bytes *received, void (*take)(char *line));

#endif
