#include <stddef.h>

#include "decoding/opcodes.h"

/* How long an operand is. */
enum size {
    ONE = 1,
    TWO = 2,
    FOUR = 4,
    EIGHT = 8,
    SIXTEEN = 16,
    THIRTY_TWO = 32,
    WHOLE = 100, /* a vector */
    HALF,
    QUARTER,
    EIGHTH,
    MMX,    /* a vector; 8 bytes where no prefix makes it one of SSE */
    FLOATS, /* a vector; with F3 one float, with F2 one double */
    WORD,   /* 4 or 8 bytes by the bit W */
    DUP,    /* 8 bytes into a vector of 16, else a whole one */
};

struct row {
    unsigned char map, first, last;
    unsigned char prefixes;
    unsigned char size;
    unsigned char kind;
};

enum { R = ACCESS_READS, W = ACCESS_WRITES, P66_F3 = PREFIX_66 | PREFIX_F3, NONE_66 = PREFIX_NONE | PREFIX_66 };

static const struct row rows[] = {
    { MAP_0F, 0x10, 0x10, PREFIX_ANY, FLOATS, R },
    { MAP_0F, 0x11, 0x11, PREFIX_ANY, FLOATS, W },
    { MAP_0F, 0x12, 0x12, NONE_66, EIGHT, R },
    { MAP_0F, 0x12, 0x12, PREFIX_F2, DUP, R },
    { MAP_0F, 0x12, 0x12, PREFIX_F3, WHOLE, R },
    { MAP_0F, 0x13, 0x13, NONE_66, EIGHT, W },
    { MAP_0F, 0x14, 0x15, NONE_66, WHOLE, R },
    { MAP_0F, 0x16, 0x16, NONE_66, EIGHT, R },
    { MAP_0F, 0x16, 0x16, PREFIX_F3, WHOLE, R },
    { MAP_0F, 0x17, 0x17, NONE_66, EIGHT, W },
    { MAP_0F, 0x28, 0x28, NONE_66, WHOLE, R },
    { MAP_0F, 0x29, 0x29, NONE_66, WHOLE, W },
    { MAP_0F, 0x2a, 0x2a, NONE_66, EIGHT, R },
    { MAP_0F, 0x2a, 0x2a, PREFIX_F3 | PREFIX_F2, WORD, R },
    { MAP_0F, 0x2b, 0x2b, NONE_66, WHOLE, W },
    { MAP_0F, 0x2c, 0x2d, PREFIX_NONE | PREFIX_F2, EIGHT, R },
    { MAP_0F, 0x2c, 0x2d, PREFIX_66, SIXTEEN, R },
    { MAP_0F, 0x2c, 0x2d, PREFIX_F3, FOUR, R },
    { MAP_0F, 0x2e, 0x2f, PREFIX_NONE, FOUR, R },
    { MAP_0F, 0x2e, 0x2f, PREFIX_66, EIGHT, R },
    { MAP_0F, 0x51, 0x59, PREFIX_ANY, FLOATS, R },
    { MAP_0F, 0x5a, 0x5a, PREFIX_NONE, HALF, R },
    { MAP_0F, 0x5a, 0x5a, PREFIX_66 | PREFIX_F3 | PREFIX_F2, FLOATS, R },
    { MAP_0F, 0x5b, 0x5b, PREFIX_NONE | P66_F3, WHOLE, R },
    { MAP_0F, 0x5c, 0x5f, PREFIX_ANY, FLOATS, R },
    { MAP_0F, 0x60, 0x6d, NONE_66, MMX, R },
    { MAP_0F, 0x6e, 0x6e, NONE_66, WORD, R },
    { MAP_0F, 0x6f, 0x6f, PREFIX_ANY, MMX, R },
    { MAP_0F, 0x70, 0x70, PREFIX_ANY, MMX, R },
    { MAP_0F, 0x74, 0x76, NONE_66, MMX, R },
    { MAP_0F, 0x7c, 0x7d, PREFIX_66 | PREFIX_F2, WHOLE, R },
    { MAP_0F, 0x7e, 0x7e, NONE_66, WORD, W },
    { MAP_0F, 0x7e, 0x7e, PREFIX_F3, EIGHT, R },
    { MAP_0F, 0x7f, 0x7f, PREFIX_ANY, MMX, W },
    { MAP_0F, 0xc2, 0xc2, PREFIX_ANY, FLOATS, R },
    { MAP_0F, 0xc4, 0xc4, NONE_66, TWO, R },
    { MAP_0F, 0xc6, 0xc6, NONE_66, WHOLE, R },
    { MAP_0F, 0xd0, 0xd0, PREFIX_66 | PREFIX_F2, WHOLE, R },
    { MAP_0F, 0xd1, 0xd5, NONE_66, MMX, R },
    { MAP_0F, 0xd6, 0xd6, PREFIX_66, EIGHT, W },
    { MAP_0F, 0xd8, 0xe5, NONE_66, MMX, R },
    { MAP_0F, 0xe6, 0xe6, PREFIX_66 | PREFIX_F2, WHOLE, R },
    { MAP_0F, 0xe6, 0xe6, PREFIX_F3, HALF, R },
    { MAP_0F, 0xe7, 0xe7, NONE_66, MMX, W },
    { MAP_0F, 0xe8, 0xef, NONE_66, MMX, R },
    { MAP_0F, 0xf0, 0xf0, PREFIX_F2, WHOLE, R },
    { MAP_0F, 0xf1, 0xf6, NONE_66, MMX, R },
    { MAP_0F, 0xf8, 0xfe, NONE_66, MMX, R },
    { MAP_0F38, 0x00, 0x0b, NONE_66, MMX, R },
    { MAP_0F38, 0x0c, 0x0f, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x16, 0x17, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x18, 0x18, PREFIX_66, FOUR, R },
    { MAP_0F38, 0x19, 0x19, PREFIX_66, EIGHT, R },
    { MAP_0F38, 0x1a, 0x1a, PREFIX_66, SIXTEEN, R },
    { MAP_0F38, 0x1b, 0x1b, PREFIX_66, THIRTY_TWO, R },
    { MAP_0F38, 0x1c, 0x1e, NONE_66, MMX, R },
    { MAP_0F38, 0x20, 0x20, PREFIX_66, HALF, R },
    { MAP_0F38, 0x21, 0x21, PREFIX_66, QUARTER, R },
    { MAP_0F38, 0x22, 0x22, PREFIX_66, EIGHTH, R },
    { MAP_0F38, 0x23, 0x23, PREFIX_66, HALF, R },
    { MAP_0F38, 0x24, 0x24, PREFIX_66, QUARTER, R },
    { MAP_0F38, 0x25, 0x25, PREFIX_66, HALF, R },
    { MAP_0F38, 0x26, 0x27, P66_F3, WHOLE, R },
    { MAP_0F38, 0x28, 0x29, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x2a, 0x2b, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x30, 0x30, PREFIX_66, HALF, R },
    { MAP_0F38, 0x31, 0x31, PREFIX_66, QUARTER, R },
    { MAP_0F38, 0x32, 0x32, PREFIX_66, EIGHTH, R },
    { MAP_0F38, 0x33, 0x33, PREFIX_66, HALF, R },
    { MAP_0F38, 0x34, 0x34, PREFIX_66, QUARTER, R },
    { MAP_0F38, 0x35, 0x35, PREFIX_66, HALF, R },
    { MAP_0F38, 0x36, 0x40, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x45, 0x47, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x58, 0x58, PREFIX_66, FOUR, R },
    { MAP_0F38, 0x59, 0x59, PREFIX_66, EIGHT, R },
    { MAP_0F38, 0x5a, 0x5a, PREFIX_66, SIXTEEN, R },
    { MAP_0F38, 0x5b, 0x5b, PREFIX_66, THIRTY_TWO, R },
    { MAP_0F38, 0x78, 0x78, PREFIX_66, ONE, R },
    { MAP_0F38, 0x79, 0x79, PREFIX_66, TWO, R },
    { MAP_0F38, 0x96, 0x98, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x99, 0x99, PREFIX_66, WORD, R },
    { MAP_0F38, 0x9a, 0x9a, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x9b, 0x9b, PREFIX_66, WORD, R },
    { MAP_0F38, 0x9c, 0x9c, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x9d, 0x9d, PREFIX_66, WORD, R },
    { MAP_0F38, 0x9e, 0x9e, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0x9f, 0x9f, PREFIX_66, WORD, R },
    { MAP_0F38, 0xa6, 0xa8, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xa9, 0xa9, PREFIX_66, WORD, R },
    { MAP_0F38, 0xaa, 0xaa, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xab, 0xab, PREFIX_66, WORD, R },
    { MAP_0F38, 0xac, 0xac, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xad, 0xad, PREFIX_66, WORD, R },
    { MAP_0F38, 0xae, 0xae, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xaf, 0xaf, PREFIX_66, WORD, R },
    { MAP_0F38, 0xb6, 0xb8, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xb9, 0xb9, PREFIX_66, WORD, R },
    { MAP_0F38, 0xba, 0xba, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xbb, 0xbb, PREFIX_66, WORD, R },
    { MAP_0F38, 0xbc, 0xbc, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xbd, 0xbd, PREFIX_66, WORD, R },
    { MAP_0F38, 0xbe, 0xbe, PREFIX_66, WHOLE, R },
    { MAP_0F38, 0xbf, 0xbf, PREFIX_66, WORD, R },
    { MAP_0F38, 0xdb, 0xdf, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x00, 0x06, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x08, 0x09, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x0a, 0x0a, PREFIX_66, FOUR, R },
    { MAP_0F3A, 0x0b, 0x0b, PREFIX_66, EIGHT, R },
    { MAP_0F3A, 0x0c, 0x0f, NONE_66, MMX, R },
    { MAP_0F3A, 0x14, 0x14, PREFIX_66, ONE, W },
    { MAP_0F3A, 0x15, 0x15, PREFIX_66, TWO, W },
    { MAP_0F3A, 0x16, 0x16, PREFIX_66, WORD, W },
    { MAP_0F3A, 0x17, 0x17, PREFIX_66, FOUR, W },
    { MAP_0F3A, 0x18, 0x18, PREFIX_66, SIXTEEN, R },
    { MAP_0F3A, 0x19, 0x19, PREFIX_66, SIXTEEN, W },
    { MAP_0F3A, 0x1a, 0x1a, PREFIX_66, THIRTY_TWO, R },
    { MAP_0F3A, 0x1b, 0x1b, PREFIX_66, THIRTY_TWO, W },
    { MAP_0F3A, 0x1e, 0x1f, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x20, 0x20, PREFIX_66, ONE, R },
    { MAP_0F3A, 0x21, 0x21, PREFIX_66, FOUR, R },
    { MAP_0F3A, 0x22, 0x22, PREFIX_66, WORD, R },
    { MAP_0F3A, 0x25, 0x25, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x38, 0x38, PREFIX_66, SIXTEEN, R },
    { MAP_0F3A, 0x39, 0x39, PREFIX_66, SIXTEEN, W },
    { MAP_0F3A, 0x3a, 0x3a, PREFIX_66, THIRTY_TWO, R },
    { MAP_0F3A, 0x3b, 0x3b, PREFIX_66, THIRTY_TWO, W },
    { MAP_0F3A, 0x3e, 0x42, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x44, 0x44, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x46, 0x46, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x4a, 0x4c, PREFIX_66, WHOLE, R },
    { MAP_0F3A, 0x60, 0x63, PREFIX_66, SIXTEEN, R },
    { MAP_0F3A, 0xdf, 0xdf, PREFIX_66, WHOLE, R },
};

static uint64_t length_of(const struct encoding *encoding, enum size size) {
    uint64_t vector = encoding->vector_length, word = encoding->has_wide ? 8 : 4;
    bool is_sse = encoding->is_vex || encoding->is_evex || encoding->prefix != PREFIX_NONE;
    switch (size) {
    case WHOLE:
        return vector;
    case HALF:
        return vector / 2;
    case QUARTER:
        return vector / 4;
    case EIGHTH:
        return vector / 8;
    case MMX:
        return is_sse ? vector : 8;
    case FLOATS:
        return encoding->prefix == PREFIX_F3 ? 4 : encoding->prefix == PREFIX_F2 ? 8 : vector;
    case WORD:
        return word;
    case DUP:
        return vector == 16 ? 8 : vector;
    default:
        return size;
    }
}

bool opcode_of_vectors(const struct encoding *encoding, enum access_kind *kind, uint64_t *length) {
    /* Which of its bytes a masked operand has depends on a mask register. */
    if (encoding->has_mask)
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row *row = &rows[i];
        if (row->map != encoding->map || encoding->opcode < row->first || encoding->opcode > row->last
            || (row->prefixes & encoding->prefix) == 0)
            continue;
        *kind = row->kind;
        *length = encoding->has_broadcast ? length_of(encoding, WORD) : length_of(encoding, row->size);
        return true;
    }
    return false;
}
