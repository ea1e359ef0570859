/* Software breakpoints belong to an address space; each has a set of owners (a gdb, the engine itself as NULL owner, or what of the engine
 * watches a runtime's operations). The byte in memory is 0xCC while at least one owner remains. */
#ifndef IPCSCOPE_BREAKPOINTS_H
#define IPCSCOPE_BREAKPOINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct address_space;

/* See operations/operations.c. */
extern const char breakpoint_owner_operations[1];

/* fork: the child's memory holds a copy of the parent's inserted bytes; those of gdbs become the engine's (NULL owner). */
void breakpoints_inherit(struct address_space *parent, struct address_space *child);
/* The address space comes to its end. */
void breakpoints_forget(struct address_space *space);
/* Both are idempotent. `false` when there is no memory at the address. */
bool breakpoint_insert(struct address_space *space, uint64_t address, const void *owner);
bool breakpoint_remove(struct address_space *space, uint64_t address, const void *owner);
void breakpoints_remove_owner(struct address_space *space, const void *owner);
bool breakpoint_at(struct address_space *space, uint64_t address);
bool breakpoint_is_owned(struct address_space *space, uint64_t address, const void *owner);
/* Write to the program's memory under the breakpoints: inserted ones stay inserted. Bytes written, or -1. */
ssize_t breakpoints_write(struct address_space *space, uint64_t address, const void *buffer, size_t length);
/* Lift the byte while one task is stepped over it, and put it back. */
void breakpoint_lift(struct address_space *space, uint64_t address);
void breakpoint_restore(struct address_space *space, uint64_t address);
/* Replace inserted bytes in a copy of the target's memory by the program's own. */
void breakpoints_hide(struct address_space *space, uint64_t address, void *buffer, size_t length);

#endif
