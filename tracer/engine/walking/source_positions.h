/* V8's tables of source positions. */
#ifndef IPCSCOPE_SOURCE_POSITIONS_H
#define IPCSCOPE_SOURCE_POSITIONS_H

#include <stddef.h>
#include <stdint.h>

/* The position, in characters from the start of the script, of what is at an offset in the code; -1 when the table does not tell. */
int32_t source_position_at(const unsigned char *table, size_t length, int64_t offset);

#endif
