/* The engine's command line (docs/engine-interface.md). */
#ifndef IPCSCOPE_OPTIONS_H
#define IPCSCOPE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct program {
    char **arguments; /* NULL ends */
};

struct options {
    const char *trace, *table, *control, *sockets;
    int client;       /* the descriptor of a connection to it, in place of `control`, or -1 */
    uint64_t payload; /* bytes a call */
    bool stacks;
    bool debug_registers; /* may be used, if they work */
    bool deflated;        /* records may be */
    bool watch_memory;
    uint64_t watch_limit; /* accesses of a process to a page; more are not recorded */
    bool close_inherited; /* descriptors above 2, before anything else */
    uint64_t judge;       /* a snapshot after so many returned calls, or 0 */
    struct program *programs;
    size_t program_count;
};

extern struct options options;

/* Ends the engine with a sentence when they cannot be understood. */
void options_parse(int count, char **arguments);

#endif
