/* Records as one deflated record (docs/trace-format.md, "Blocks"). */
#ifndef IPCSCOPE_BLOCK_H
#define IPCSCOPE_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"

/* False: there is not enough memory. */
bool block_prepare(void);
/* Append to `block` the record that holds these whole records. False: they are better written as they are, and `block` is as it was. */
bool block_append(struct bytes *block, const char *records, size_t length);
void block_end(void);

#endif
