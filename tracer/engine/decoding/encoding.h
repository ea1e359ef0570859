/* An instruction taken apart, before it is known what it does. */
#ifndef IPCSCOPE_ENCODING_H
#define IPCSCOPE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/user.h>

/* The opcode maps, as VEX and EVEX number them; 0 is that of one byte. */
enum opcode_map { MAP_ONE_BYTE = 0, MAP_0F = 1, MAP_0F38 = 2, MAP_0F3A = 3 };
/* The prefix that belongs to the opcode, as bits. */
enum mandatory_prefix { PREFIX_NONE = 1, PREFIX_66 = 2, PREFIX_F3 = 4, PREFIX_F2 = 8, PREFIX_ANY = 15 };

struct encoding {
    enum opcode_map map;
    unsigned char opcode;
    enum mandatory_prefix prefix;
    bool is_vex, is_evex;
    bool has_66, has_lock, has_rep, has_repne, has_address_size, has_wide; /* `wide`: REX.W and its like */
    bool has_mask, has_broadcast;                                          /* EVEX */
    unsigned vector_length;                                                /* bytes */
    bool extends_register, extends_index, extends_base;
    uint64_t segment_base;
    size_t place; /* of what follows the opcode */
};

/* `false` when the code is too short, or begins with something unknown. */
bool encoding_read(const unsigned char *code, size_t length, const struct user_regs_struct *registers, struct encoding *encoding);

struct modrm {
    unsigned mode, reg, rm;
};
bool modrm_read(const unsigned char *code, size_t length, const struct encoding *encoding, struct modrm *modrm);
/* The address of an operand in memory, `size` bytes long (by which EVEX scales an offset of one byte); `false` for a register, and for an
 * address that is relative to the instruction. */
bool modrm_address(const unsigned char *code, size_t length, const struct encoding *encoding, const struct user_regs_struct *registers,
                   uint64_t size, uint64_t *address);

/* The 64-bit value of a general register, by its number. */
uint64_t general_register(const struct user_regs_struct *registers, unsigned number);

#endif
