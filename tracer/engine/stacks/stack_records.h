/* The records of stacks: each distinct one is written once. */
#ifndef IPCSCOPE_STACK_RECORDS_H
#define IPCSCOPE_STACK_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct layout;
struct pointer;
struct script_frames;

/* The id of the record of a stack, innermost frame first: addresses in the layout (at most `frames_at_most`), then places in scripts (or
 * NULL). */
uint32_t stack_record(const struct layout *layout, const uint64_t *addresses, size_t address_count, const struct script_frames *scripts,
                      bool is_cut);
/* The same for a pointer that leads to the address. */
uint32_t pointer_record(const struct layout *layout, const struct pointer *pointer, uint64_t address);

#endif
