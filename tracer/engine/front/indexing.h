/* An index in a trace that was recorded, so that it opens at once. Node makes it. */
#ifndef IPCSCOPE_FRONT_INDEXING_H
#define IPCSCOPE_FRONT_INDEXING_H

#include <signal.h>

#include "front/new_trace.h"
#include "front/record_options.h"

/* If it is wanted. Waits until it is there, or somebody has told us to end. Every signal in `taken` is blocked; `before` is the
 * mask with which we were started. */
void index_recorded(const struct record_options *options, const struct new_trace *trace, const sigset_t *taken, const sigset_t *before);

#endif
