/* Which files are mapped where in an address space. */
#ifndef IPCSCOPE_LAYOUTS_H
#define IPCSCOPE_LAYOUTS_H

#include <libunwind.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct module;

/* One file as loaded at one place. */
struct image {
    struct module *module;
    uint64_t start, end;
    /* .eh_frame_hdr, the table by which the unwinder finds the rules for an address; 0 when there is none. */
    uint64_t unwind_header, unwind_table;
    uint64_t unwind_entries;
};

struct mapping {
    uint64_t start, end, offset; /* `offset` in the file */
    bool is_writable, is_shared;
    /* `end`, or that of the memory without a file that follows it: what is zero when a program begins (.bss) lies there. */
    uint64_t data_end;
    struct image *image; /* NULL for anonymous memory with code */
};

struct layout {
    unsigned references;      /* address spaces */
    uint64_t serial;          /* never used twice */
    struct mapping *mappings; /* in order of address */
    size_t mapping_count;
    struct image *images;
    size_t image_count;
    unw_addr_space_t unwinder; /* libunwind's own memory about it, made when first needed */
    uint64_t unwinder_used;
};

struct layout *layout_share(struct layout *layout);
void layout_release(struct layout *layout);
/* Read /proc/TID/maps. NULL when the task is gone. */
struct layout *layout_read(pid_t tid);
/* The mapping of an address, or NULL. */
const struct mapping *layout_find(const struct layout *layout, uint64_t address);
/* The private mapping of a file that can be written, or NULL; the memory that follows it included. */
const struct mapping *layout_find_data(const struct layout *layout, uint64_t address);
/* Copy what the mapping's file has at an address of a mapping that cannot be written, through a cache. */
bool mapping_read(const struct mapping *mapping, pid_t tid, uint64_t address, void *buffer, size_t length);

#endif
