/* The engine as a child of ours. */
#ifndef IPCSCOPE_FRONT_ENGINE_H
#define IPCSCOPE_FRONT_ENGINE_H

#include <signal.h>
#include <sys/types.h>

#include "front/record_options.h"

struct engine {
    pid_t pid;
    int connection; /* of the control protocol (docs/engine-interface.md) */
};

/* Starts it with the signal mask of our own caller, and all else as we found it. */
struct engine engine_start(const char *executable, const char *table, const char *trace, const struct record_options *options,
                           const sigset_t *mask);
/* A command. What becomes of it is not asked. */
void engine_command(const struct engine *engine, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
