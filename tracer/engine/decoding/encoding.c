#include "decoding/encoding.h"

#include <string.h>

uint64_t general_register(const struct user_regs_struct *registers, unsigned number) {
    const unsigned long long values[16] = {
        registers->rax, registers->rcx, registers->rdx, registers->rbx, registers->rsp, registers->rbp, registers->rsi, registers->rdi,
        registers->r8,  registers->r9,  registers->r10, registers->r11, registers->r12, registers->r13, registers->r14, registers->r15,
    };
    return values[number & 15];
}

/* ---- Prefixes and opcode ---- */

static enum mandatory_prefix prefix_of_number(unsigned number) {
    static const enum mandatory_prefix prefixes[4] = { PREFIX_NONE, PREFIX_66, PREFIX_F3, PREFIX_F2 };
    return prefixes[number & 3];
}

static bool take_legacy_prefix(unsigned char byte, const struct user_regs_struct *registers, struct encoding *encoding) {
    switch (byte) {
    case 0x66:
        encoding->has_66 = true;
        return true;
    case 0x67:
        encoding->has_address_size = true;
        return true;
    case 0xf0:
        encoding->has_lock = true;
        return true;
    case 0xf2:
        encoding->has_repne = true;
        encoding->has_rep = false;
        return true;
    case 0xf3:
        encoding->has_rep = true;
        encoding->has_repne = false;
        return true;
    case 0x64:
        encoding->segment_base = registers->fs_base;
        return true;
    case 0x65:
        encoding->segment_base = registers->gs_base;
        return true;
    default:
        return (byte & 0xe7) == 0x26; /* segments without a base */
    }
}

static void take_rex(unsigned char byte, struct encoding *encoding) {
    encoding->has_wide = (byte & 8) != 0;
    encoding->extends_register = (byte & 4) != 0;
    encoding->extends_index = (byte & 2) != 0;
    encoding->extends_base = (byte & 1) != 0;
}

/* The bytes behind C5, C4 and 62 have these bits inverted. */
static void take_inverted_rxb(unsigned char byte, struct encoding *encoding) {
    encoding->extends_register = (byte & 0x80) == 0;
    encoding->extends_index = (byte & 0x40) == 0;
    encoding->extends_base = (byte & 0x20) == 0;
}

static bool take_vex(const unsigned char *code, size_t length, struct encoding *encoding) {
    bool is_long = code[encoding->place] == 0xc4;
    size_t size = is_long ? 3 : 2;
    if (encoding->place + size >= length)
        return false;
    const unsigned char *bytes = code + encoding->place;
    unsigned char last = bytes[size - 1];
    encoding->is_vex = true;
    encoding->map = MAP_0F;
    encoding->extends_register = (bytes[1] & 0x80) == 0;
    if (is_long) {
        take_inverted_rxb(bytes[1], encoding);
        encoding->map = bytes[1] & 0x1f;
        encoding->has_wide = (last & 0x80) != 0;
    }
    encoding->vector_length = (last & 4) != 0 ? 32 : 16;
    encoding->prefix = prefix_of_number(last);
    encoding->opcode = bytes[size];
    encoding->place += size + 1;
    return encoding->map >= MAP_0F && encoding->map <= MAP_0F3A;
}

static bool take_evex(const unsigned char *code, size_t length, struct encoding *encoding) {
    if (encoding->place + 4 >= length)
        return false;
    const unsigned char *bytes = code + encoding->place;
    unsigned vector = (bytes[3] >> 5) & 3;
    encoding->is_evex = true;
    take_inverted_rxb(bytes[1], encoding);
    encoding->map = bytes[1] & 7;
    encoding->has_wide = (bytes[2] & 0x80) != 0;
    encoding->prefix = prefix_of_number(bytes[2]);
    encoding->has_mask = (bytes[3] & 7) != 0;
    encoding->has_broadcast = (bytes[3] & 0x10) != 0;
    encoding->vector_length = 16u << vector;
    encoding->opcode = bytes[4];
    encoding->place += 5;
    return vector < 3 && encoding->map >= MAP_0F && encoding->map <= MAP_0F3A;
}

static bool take_opcode(const unsigned char *code, size_t length, struct encoding *encoding) {
    encoding->prefix = encoding->has_rep ? PREFIX_F3 : encoding->has_repne ? PREFIX_F2 : encoding->has_66 ? PREFIX_66 : PREFIX_NONE;
    encoding->vector_length = 16;
    if (code[encoding->place] == 0x0f) {
        encoding->map = MAP_0F;
        encoding->place++;
        if (encoding->place < length && (code[encoding->place] == 0x38 || code[encoding->place] == 0x3a)) {
            encoding->map = code[encoding->place] == 0x38 ? MAP_0F38 : MAP_0F3A;
            encoding->place++;
        }
    }
    if (encoding->place >= length)
        return false;
    encoding->opcode = code[encoding->place++];
    return true;
}

bool encoding_read(const unsigned char *code, size_t length, const struct user_regs_struct *registers, struct encoding *encoding) {
    memset(encoding, 0, sizeof *encoding);
    while (encoding->place < length && take_legacy_prefix(code[encoding->place], registers, encoding))
        encoding->place++;
    if (encoding->place < length && (code[encoding->place] & 0xf0) == 0x40)
        take_rex(code[encoding->place++], encoding);
    if (encoding->place >= length)
        return false;
    switch (code[encoding->place]) {
    case 0xc4:
    case 0xc5:
        return take_vex(code, length, encoding);
    case 0x62:
        return take_evex(code, length, encoding);
    default:
        return take_opcode(code, length, encoding);
    }
}

/* ---- ModRM, SIB and displacement ---- */

bool modrm_read(const unsigned char *code, size_t length, const struct encoding *encoding, struct modrm *modrm) {
    if (encoding->place >= length)
        return false;
    unsigned char byte = code[encoding->place];
    *modrm = (struct modrm){ byte >> 6, (byte >> 3) & 7, byte & 7 };
    return true;
}

static bool read_displacement(const unsigned char *code, size_t length, size_t place, unsigned size, int64_t *displacement) {
    int32_t four;
    if (place + size > length)
        return false;
    if (size == 1)
        *displacement = (int8_t)code[place];
    if (size == 4) {
        memcpy(&four, code + place, sizeof four);
        *displacement = four;
    }
    return true;
}

bool modrm_address(const unsigned char *code, size_t length, const struct encoding *encoding, const struct user_regs_struct *registers,
                   uint64_t size, uint64_t *address) {
    struct modrm modrm;
    if (!modrm_read(code, length, encoding, &modrm) || modrm.mode == 3 || (modrm.mode == 0 && modrm.rm == 5))
        return false;
    size_t place = encoding->place + 1;
    unsigned displacement_size = modrm.mode == 1 ? 1 : modrm.mode == 2 ? 4 : 0;
    uint64_t sum = 0;
    if (modrm.rm == 4) {
        if (place >= length)
            return false;
        unsigned char sib = code[place++];
        unsigned index = ((sib >> 3) & 7u) | (encoding->extends_index ? 8u : 0u), base = sib & 7;
        if (index != 4)
            sum += general_register(registers, index) << (sib >> 6);
        if (base == 5 && modrm.mode == 0)
            displacement_size = 4;
        else
            sum += general_register(registers, base | (encoding->extends_base ? 8u : 0u));
    } else {
        sum += general_register(registers, modrm.rm | (encoding->extends_base ? 8u : 0u));
    }
    int64_t displacement = 0;
    if (!read_displacement(code, length, place, displacement_size, &displacement))
        return false;
    if (encoding->is_evex && displacement_size == 1)
        displacement *= (int64_t)size;
    sum += (uint64_t)displacement;
    *address = (encoding->has_address_size ? (uint32_t)sum : sum) + encoding->segment_base;
    return true;
}
