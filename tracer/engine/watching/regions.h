/* The watched memory of an address space: its shared mappings, whose pages the engine protects from it. */
#ifndef IPCSCOPE_REGIONS_H
#define IPCSCOPE_REGIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct address_space;

/* A mapping, or the rest of one. */
struct region {
    uint64_t start, end;
    int protection;      /* what the program has set (PROT_READ …) */
    bool is_indivisible; /* a System V segment, of which the kernel counts each part as an attachment */
    unsigned open_calls; /* calls that are about it, or were given a pointer into it */
    bool is_changing;    /* one of those may change the mapping itself; or it is new, and not protected yet */
    uint32_t *page_uses; /* accesses, by page (of one that is indivisible: one number for all), or NULL while there were none */
};

struct regions {
    struct region *list; /* in order of address */
    size_t count;
    uint64_t call_instruction; /* where there is one, or 0 */
    int memory;                /* /proc/PID/mem, or -1 */
    bool is_to_close;          /* something stayed open that should not */
    bool is_to_switch;         /* watching has begun or ended, not yet here */
    bool is_refused;           /* nothing here can be watched */
};

/* Those of the space, made if need be. */
struct regions *regions_of(struct address_space *space);
/* … or NULL. */
struct regions *regions_known(const struct address_space *space);
void regions_forget(struct address_space *space);
/* No memory of it is watched any more. */
void regions_forget_list(struct regions *regions);
void regions_inherit(const struct address_space *parent, struct address_space *child);

struct region *regions_find(const struct regions *regions, uint64_t address);
/* The first that has an address in this range, or NULL. */
struct region *regions_find_in_range(const struct regions *regions, uint64_t start, uint64_t end);

/* Read /proc/TID/maps: what is new, or was changing, is as the kernel says; what is gone is forgotten. */
void regions_read(struct regions *regions, pid_t tid);

/* Bytes of the space, whatever protects them; as many as could be read. */
size_t regions_read_memory(struct regions *regions, pid_t tid, uint64_t address, void *buffer, size_t length);

enum { page_size = 4096 };

/* The accesses of the page with this address, counted up. */
uint32_t region_count_use(struct region *region, uint64_t address);
/* Busy pages are no longer watched (`--watch-limit`). */
bool region_has_let_go(const struct region *region, uint64_t address);
/* The part around an address that is opened and closed at once. */
void region_part(const struct region *region, uint64_t address, uint64_t *start, uint64_t *end);

#endif
