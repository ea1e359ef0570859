/* Which mappings a call may change. */
#ifndef IPCSCOPE_CALL_MAPPINGS_H
#define IPCSCOPE_CALL_MAPPINGS_H

#include <stdbool.h>
#include <stdint.h>

struct user_regs_struct;

struct address_range {
    uint64_t start, end;
};

/* One that would reach beyond the last address ends there. */
struct address_range address_range(uint64_t start, uint64_t length);

enum { changed_mappings = 2 };

/* At the entry of a call: where what is mapped may change; what it maps elsewhere was nobody's. Returns whether it is such a call. */
bool call_changes_mappings(const struct user_regs_struct *registers, struct address_range ranges[changed_mappings]);

#endif
