/* The file of a new trace. It is written under a name of its own, PATH.part, and takes the place of PATH when the recording
 * has begun: what cannot be recorded destroys nothing. */
#ifndef IPCSCOPE_NEW_TRACE_H
#define IPCSCOPE_NEW_TRACE_H

#include <stdbool.h>

#include "base/bytes.h"

struct new_trace {
    const char *path;   /* NULL: it has no name */
    const char *folder; /* where it is, when it has no name */
    char *part;         /* what the engine is to open */
    int descriptor;     /* holds the lock (flock(2)) that keeps other recordings away */
    bool has_taken_place;
};

/* Makes it, readable by its owner only, with these first bytes. Ends the process with a sentence when it cannot be made, and
 * when there is a file of that name that is no trace, or a link, unless forced; or one that is being recorded, or a
 * directory or device, in any case. */
struct new_trace new_trace_create(const char *path, bool force, const struct bytes *beginning);
/* One that is gone when nobody has it open any more. In the folder of TMPDIR. */
struct new_trace new_trace_unnamed(const struct bytes *beginning);
void new_trace_take_place(struct new_trace *trace);
/* Unless it has taken its place. */
void new_trace_discard(struct new_trace *trace);

#endif
