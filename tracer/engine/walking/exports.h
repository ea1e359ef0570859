/* The symbols that a loaded file exports, looked up in the memory of a process as the loader does. */
#ifndef IPCSCOPE_EXPORTS_H
#define IPCSCOPE_EXPORTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct image;

struct exports {
    pid_t tid;
    uint64_t bias; /* what is added to the file's addresses */
    uint64_t names, symbols, filter, buckets, chains;
    uint32_t bucket_count, first_symbol, filter_words, filter_shift;
};

/* `false` when the file has no such table (DT_GNU_HASH). */
bool exports_open(pid_t tid, const struct image *image, struct exports *exports);
/* Where a symbol is in memory. */
bool exports_find(const struct exports *exports, const char *name, uint64_t *address);

#endif
