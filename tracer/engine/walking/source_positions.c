#include "walking/source_positions.h"

#include <stdbool.h>

struct reader {
    const unsigned char *next, *end;
};

/* Seven bits a byte, the lowest first; the sign is the lowest bit of all. */
static bool read_number(struct reader *reader, int64_t *number) {
    uint64_t bits = 0;
    for (unsigned shift = 0; shift < 64 && reader->next < reader->end; shift += 7) {
        unsigned char byte = *reader->next++;
        bits |= (uint64_t)(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) {
            *number = (int64_t)(bits >> 1) ^ -(int64_t)(bits & 1);
            return true;
        }
    }
    return false;
}

/* A position is a bit that says whether it is outside of the script, 30 bits, and which of the functions that were inlined has it. */
static int32_t script_position(int64_t position) {
    bool is_elsewhere = (position & 1) != 0 || position >> 31 != 0;
    return is_elsewhere ? -1 : (int32_t)(position >> 1 & 0x3fffffff) - 1;
}

/* Each entry is by how much code and position advance; a step in the code that belongs to an expression, not to the start of a statement,
 * is told by its complement. */
int32_t source_position_at(const unsigned char *table, size_t length, int64_t offset) {
    struct reader reader = { table, table + length };
    int64_t code = 0, position = 0, found = 0, step, distance;
    while (reader.next < reader.end) {
        if (!read_number(&reader, &step) || !read_number(&reader, &distance))
            return -1;
        code += step >= 0 ? step : -(step + 1);
        position += distance;
        if (code > offset)
            break;
        found = position;
    }
    return script_position(found);
}
