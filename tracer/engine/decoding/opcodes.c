#include "decoding/opcodes.h"

uint64_t operand_size(const struct encoding *encoding) {
    return encoding->has_wide ? 8 : encoding->has_66 ? 2 : 4;
}

static bool is(enum access_kind *kind, enum access_kind its_kind, uint64_t *length, uint64_t its_length) {
    *kind = its_kind;
    *length = its_length;
    return true;
}

/* ---- One byte ---- */

static bool arithmetic(const struct encoding *encoding, unsigned operation, bool to_memory, enum access_kind *kind, uint64_t *length) {
    enum { compare = 7 };
    uint64_t size = (encoding->opcode & 1) == 0 ? 1 : operand_size(encoding);
    return is(kind, to_memory && operation != compare ? ACCESS_CHANGES : ACCESS_READS, length, size);
}

/* D8 to DF, the x87. */
static bool x87(unsigned char opcode, unsigned reg, enum access_kind *kind, uint64_t *length) {
    switch (opcode) {
    case 0xd8:
    case 0xda:
        return is(kind, ACCESS_READS, length, 4);
    case 0xdc:
        return is(kind, ACCESS_READS, length, 8);
    case 0xde:
        return is(kind, ACCESS_READS, length, 2);
    case 0xd9:
        return reg == 0   ? is(kind, ACCESS_READS, length, 4)
               : reg == 5 ? is(kind, ACCESS_READS, length, 2)
               : reg == 7 ? is(kind, ACCESS_WRITES, length, 2)
               : reg <= 3 ? reg != 1 && is(kind, ACCESS_WRITES, length, 4)
                          : is(kind, reg == 4 ? ACCESS_READS : ACCESS_WRITES, length, 28);
    case 0xdb:
        return reg == 0   ? is(kind, ACCESS_READS, length, 4)
               : reg <= 3 ? is(kind, ACCESS_WRITES, length, 4)
               : reg == 5 ? is(kind, ACCESS_READS, length, 10)
                          : reg == 7 && is(kind, ACCESS_WRITES, length, 10);
    case 0xdd:
        return reg == 0   ? is(kind, ACCESS_READS, length, 8)
               : reg <= 3 ? is(kind, ACCESS_WRITES, length, 8)
                          : reg == 7 && is(kind, ACCESS_WRITES, length, 2);
    default: /* 0xdf */
        return reg == 0   ? is(kind, ACCESS_READS, length, 2)
               : reg <= 3 ? is(kind, ACCESS_WRITES, length, 2)
               : reg <= 5 ? is(kind, ACCESS_READS, length, reg == 4 ? 10 : 8)
                          : is(kind, ACCESS_WRITES, length, reg == 6 ? 10 : 8);
    }
}

/* F6 and F7: test, not, neg, mul, imul, div, idiv. */
static bool unary(const struct encoding *encoding, unsigned reg, enum access_kind *kind, uint64_t *length) {
    uint64_t size = encoding->opcode == 0xf6 ? 1 : operand_size(encoding);
    return is(kind, reg == 2 || reg == 3 ? ACCESS_CHANGES : ACCESS_READS, length, size);
}

/* FE and FF: inc, dec, call, far call, jmp, far jmp, push. */
static bool increment(const struct encoding *encoding, unsigned reg, enum access_kind *kind, uint64_t *length) {
    if (reg <= 1)
        return is(kind, ACCESS_CHANGES, length, encoding->opcode == 0xfe ? 1 : operand_size(encoding));
    bool is_near = encoding->opcode == 0xff && (reg == 2 || reg == 4 || reg == 6);
    return is_near && is(kind, ACCESS_READS, length, reg == 6 && encoding->has_66 ? 2 : 8);
}

bool opcode_of_one_byte(const struct encoding *encoding, unsigned reg, enum access_kind *kind, uint64_t *length) {
    unsigned char opcode = encoding->opcode;
    uint64_t size = operand_size(encoding);
    if (opcode < 0x40 && (opcode & 7) < 4)
        return arithmetic(encoding, opcode >> 3, (opcode & 2) == 0, kind, length);
    if (opcode >= 0xd8 && opcode <= 0xdf)
        return x87(opcode, reg, kind, length);
    switch (opcode) {
    case 0x63:
        return is(kind, ACCESS_READS, length, 4);
    case 0x69:
    case 0x6b:
    case 0x85:
    case 0x8b:
        return is(kind, ACCESS_READS, length, size);
    case 0x84:
    case 0x8a:
        return is(kind, ACCESS_READS, length, 1);
    case 0x80:
    case 0x81:
        return arithmetic(encoding, reg, true, kind, length);
    case 0x83:
        return arithmetic(encoding, reg, true, kind, length);
    case 0x86:
        return is(kind, ACCESS_CHANGES, length, 1);
    case 0x87:
        return is(kind, ACCESS_CHANGES, length, size);
    case 0x88:
    case 0xc6:
        return is(kind, ACCESS_WRITES, length, 1);
    case 0x89:
    case 0xc7:
        return is(kind, ACCESS_WRITES, length, size);
    case 0x8c:
        return is(kind, ACCESS_WRITES, length, 2);
    case 0x8e:
        return is(kind, ACCESS_READS, length, 2);
    case 0x8f:
        return !encoding->has_66 && is(kind, ACCESS_WRITES, length, 8);
    case 0xc0:
    case 0xd0:
    case 0xd2:
        return is(kind, ACCESS_CHANGES, length, 1);
    case 0xc1:
    case 0xd1:
    case 0xd3:
        return is(kind, ACCESS_CHANGES, length, size);
    case 0xf6:
    case 0xf7:
        return unary(encoding, reg, kind, length);
    case 0xfe:
    case 0xff:
        return increment(encoding, reg, kind, length);
    default:
        return false;
    }
}

/* ---- Behind 0F, with general registers ---- */

bool opcode_of_0f(const struct encoding *encoding, unsigned reg, enum access_kind *kind, uint64_t *length) {
    unsigned char opcode = encoding->opcode;
    uint64_t size = operand_size(encoding);
    if (opcode >= 0x40 && opcode <= 0x4f) /* cmov reads whether or not it moves */
        return is(kind, ACCESS_READS, length, size);
    if (opcode >= 0x90 && opcode <= 0x9f)
        return is(kind, ACCESS_WRITES, length, 1);
    switch (opcode) {
    case 0xa3: /* bt: see instruction.c for the bits beyond the operand */
    case 0xaf:
    case 0xb8:
    case 0xbc:
    case 0xbd:
        return is(kind, ACCESS_READS, length, size);
    case 0xa4:
    case 0xa5:
    case 0xab:
    case 0xac:
    case 0xad:
    case 0xb1:
    case 0xb3:
    case 0xbb:
    case 0xc1:
        return is(kind, ACCESS_CHANGES, length, size);
    case 0xb0:
    case 0xc0:
        return is(kind, ACCESS_CHANGES, length, 1);
    case 0xb6:
    case 0xbe:
        return is(kind, ACCESS_READS, length, 1);
    case 0xb7:
    case 0xbf:
        return is(kind, ACCESS_READS, length, 2);
    case 0xba:
        return reg >= 4 && is(kind, reg == 4 ? ACCESS_READS : ACCESS_CHANGES, length, size);
    case 0xae:
        return reg == 2   ? is(kind, ACCESS_READS, length, 4)
               : reg == 3 ? is(kind, ACCESS_WRITES, length, 4)
                          : reg <= 1 && is(kind, reg == 0 ? ACCESS_WRITES : ACCESS_READS, length, 512);
    case 0xc3:
        return is(kind, ACCESS_WRITES, length, encoding->has_wide ? 8 : 4);
    case 0xc7:
        return reg == 1 && is(kind, ACCESS_CHANGES, length, encoding->has_wide ? 16 : 8);
    default:
        return false;
    }
}
