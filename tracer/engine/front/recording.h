/* A recording, from the start of the engine to its end. */
#ifndef IPCSCOPE_FRONT_RECORDING_H
#define IPCSCOPE_FRONT_RECORDING_H

#include <signal.h>
#include <stdbool.h>

#include "front/engine.h"
#include "front/new_trace.h"

struct outcome {
    bool has_begun;  /* a program was started */
    bool hung;       /* nothing happened any more, and the programs were ended for it */
    int wait_status; /* of the first program, or what it could not be started for */
    char *failure;   /* why a trace without a name is not whole: a sentence; or NULL */
};

/* Waits until it is over, and passes on the signals that are sent to us. `engine_start` has started the engine; every signal
 * in `taken` is blocked. Ends this process with a sentence when the engine was killed. Says at once why a trace that has a
 * name is not whole. */
struct outcome recording_run(struct engine engine, struct new_trace trace, const sigset_t *taken);

#endif
