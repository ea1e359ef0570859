#include "decoding/instruction.h"

#include <string.h>

#include "decoding/encoding.h"
#include "decoding/opcodes.h"

/* ---- String instructions ---- */

enum { direction_flag = 0x400 };

static void add_operand(struct instruction *instruction, enum access_kind kind, uint64_t address, uint64_t length) {
    instruction->operands[instruction->operand_count++] = (struct memory_operand){ kind, address, length };
}

static uint64_t index_value(const struct encoding *encoding, uint64_t value) {
    return encoding->has_address_size ? (uint32_t)value : value;
}

/* movs, cmps, stos, lods and scas: from rsi, to (or with) rdi. */
static bool decode_string(const struct encoding *encoding, const struct user_regs_struct *registers, struct instruction *instruction) {
    uint64_t size = (encoding->opcode & 1) == 0 ? 1 : operand_size(encoding);
    uint64_t source = index_value(encoding, registers->rsi) + encoding->segment_base, target = index_value(encoding, registers->rdi);
    switch (encoding->opcode & 0xfe) {
    case 0xa4:
        add_operand(instruction, ACCESS_READS, source, size);
        add_operand(instruction, ACCESS_WRITES, target, size);
        break;
    case 0xa6:
        add_operand(instruction, ACCESS_READS, source, size);
        add_operand(instruction, ACCESS_READS, target, size);
        break;
    case 0xaa:
        add_operand(instruction, ACCESS_WRITES, target, size);
        break;
    case 0xac:
        add_operand(instruction, ACCESS_READS, source, size);
        break;
    case 0xae:
        add_operand(instruction, ACCESS_READS, target, size);
        break;
    default:
        return false;
    }
    instruction->repeats = encoding->has_rep || encoding->has_repne;
    instruction->times = instruction->repeats ? index_value(encoding, registers->rcx) : 1;
    instruction->goes_down = (registers->eflags & direction_flag) != 0;
    instruction->length = (unsigned)encoding->place;
    return true;
}

/* ---- Others ---- */

/* bt, bts, btr and btc with a register: its value counts bits from the operand, and may lie far beyond it. */
static int64_t bit_offset(const struct encoding *encoding, const struct modrm *modrm, const struct user_regs_struct *registers) {
    unsigned char opcode = encoding->opcode;
    if (encoding->map != MAP_0F || encoding->is_vex || encoding->is_evex
        || (opcode != 0xa3 && opcode != 0xab && opcode != 0xb3 && opcode != 0xbb))
        return 0;
    uint64_t value = general_register(registers, modrm->reg | (encoding->extends_register ? 8u : 0u));
    int64_t bits = encoding->has_wide ? (int64_t)value : encoding->has_66 ? (int16_t)value : (int32_t)value;
    int64_t size = (int64_t)operand_size(encoding);
    return (bits >> (size == 8 ? 6 : size == 4 ? 5 : 4)) * size;
}

/* movbe and crc32, which share two opcodes (0F 38 F0 and F1), and what BMI and ADX have there. */
static bool general_of_0f38(const struct encoding *encoding, enum access_kind *kind, uint64_t *length) {
    unsigned char opcode = encoding->opcode;
    if (opcode < 0xf0 || opcode > 0xf7)
        return false;
    *kind = ACCESS_READS;
    *length = encoding->is_vex ? (encoding->has_wide ? 8 : 4) : operand_size(encoding);
    if (encoding->is_vex)
        return opcode != 0xf0 && opcode != 0xf1;
    if (encoding->has_repne) {
        if (opcode == 0xf0)
            *length = 1;
    } else if (opcode == 0xf1) {
        *kind = ACCESS_WRITES;
    }
    if (opcode == 0xf6) {
        *length = encoding->has_wide ? 8 : 4;
        return encoding->has_66 || encoding->has_rep;
    }
    return opcode <= 0xf1 && !encoding->has_rep;
}

static bool decode_operation(const struct encoding *encoding, unsigned reg, enum access_kind *kind, uint64_t *length) {
    bool is_legacy = !encoding->is_vex && !encoding->is_evex;
    if (encoding->map == MAP_ONE_BYTE)
        return opcode_of_one_byte(encoding, reg, kind, length);
    if (encoding->map == MAP_0F && is_legacy && opcode_of_0f(encoding, reg, kind, length))
        return true;
    if (encoding->map == MAP_0F38 && general_of_0f38(encoding, kind, length))
        return true;
    return opcode_of_vectors(encoding, kind, length);
}

/* mov between rax and an address that stands in the code. */
static bool decode_absolute(const unsigned char *code, size_t length, const struct encoding *encoding, struct instruction *instruction) {
    uint64_t address = 0;
    size_t size = encoding->has_address_size ? 4 : 8;
    if (encoding->place + size > length)
        return false;
    memcpy(&address, code + encoding->place, size);
    add_operand(instruction, encoding->opcode < 0xa2 ? ACCESS_READS : ACCESS_WRITES, address + encoding->segment_base,
                (encoding->opcode & 1) == 0 ? 1 : operand_size(encoding));
    return true;
}

/* "LOCK" and "XCHG", Intel's manual, volume 2: xchg with memory locks it without being told to. */
static bool locks_memory(const struct encoding *encoding) {
    return encoding->has_lock || (encoding->map == MAP_ONE_BYTE && (encoding->opcode == 0x86 || encoding->opcode == 0x87));
}

bool instruction_decode(const unsigned char *code, size_t length, const struct user_regs_struct *registers,
                        struct instruction *instruction) {
    struct encoding encoding;
    struct modrm modrm;
    enum access_kind kind;
    uint64_t size, address;
    memset(instruction, 0, sizeof *instruction);
    instruction->times = 1;
    if (!encoding_read(code, length, registers, &encoding))
        return false;
    if (encoding.map == MAP_ONE_BYTE && encoding.opcode >= 0xa0 && encoding.opcode <= 0xa3)
        return decode_absolute(code, length, &encoding, instruction);
    if (encoding.map == MAP_ONE_BYTE && decode_string(&encoding, registers, instruction))
        return true;
    if (!modrm_read(code, length, &encoding, &modrm) || !decode_operation(&encoding, modrm.reg, &kind, &size)
        || !modrm_address(code, length, &encoding, registers, size, &address))
        return false;
    add_operand(instruction, kind, address + (uint64_t)bit_offset(&encoding, &modrm, registers), size);
    instruction->is_atomic = locks_memory(&encoding);
    return true;
}
