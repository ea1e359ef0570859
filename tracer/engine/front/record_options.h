/* What `ipcscope record` was told. */
#ifndef IPCSCOPE_RECORD_OPTIONS_H
#define IPCSCOPE_RECORD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum index_wish { INDEX_NEVER, INDEX_AT_TERMINAL, INDEX_ALWAYS };

struct record_options {
    const char *output; /* the trace; NULL: it needs no name */
    uint64_t payload;   /* bytes a call; UINT64_MAX: all */
    bool stacks;
    bool watch_memory;
    enum index_wish index; /* whether the trace gets one when it is recorded */
    int64_t hang_after;    /* milliseconds without an event after which the programs are ended; 0: never */
    bool is_read_after;    /* somebody reads it when it is over, instead of ending as the first program ends */
    bool judged;           /* with the kernel's account after every call */
    bool force;            /* replace a file that is no trace, or a link */
    bool wants_help;       /* instead of anything else */
    char ***programs;      /* each with its arguments, which NULL ends; the first is the one whose end is ours */
    size_t program_count;
};

/* `words` are those behind `record`, behind its own name. Ends the process with a sentence, and the status of a wrong
 * command line, when they make no sense. */
struct record_options record_options_parse(int count, char **words);
/* Those of `ipcscope verify` for a program with its arguments. */
struct record_options record_options_of_verify(char **program);
/* Those of `ipcscope check`. `output`: the trace, or NULL. `hang_after`: in milliseconds. */
struct record_options record_options_of_check(char **program, const char *output, int64_t hang_after);

#endif
