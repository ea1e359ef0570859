/* What `ipcscope check ... -- PROGRAM` is to do: Node reads the options, before anything runs. */
#ifndef IPCSCOPE_FRONT_CHECK_PLAN_H
#define IPCSCOPE_FRONT_CHECK_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct check_plan {
    char **program;     /* with its arguments; NULL: a trace is to be checked, or something does not make sense */
    size_t words;       /* before "--" */
    int64_t hang_after; /* milliseconds; 0: for ever */
    bool watch_memory;
    const char *output; /* the trace; NULL: it needs no name */
};

/* `words` are those behind `check`, up to NULL. Ends this process when Node does not understand the options, as Node ends. */
struct check_plan check_plan_of(char **words);

#endif
