/* The opcodes that have an operand in memory: how long it is, and what becomes of it. */
#ifndef IPCSCOPE_OPCODES_H
#define IPCSCOPE_OPCODES_H

#include <stdbool.h>
#include <stdint.h>

#include "decoding/encoding.h"
#include "decoding/instruction.h"

/* `reg`: the middle field of the ModRM byte, which is a part of some opcodes. `false`: not known. */
bool opcode_of_one_byte(const struct encoding *encoding, unsigned reg, enum access_kind *kind, uint64_t *length);
bool opcode_of_0f(const struct encoding *encoding, unsigned reg, enum access_kind *kind, uint64_t *length);
bool opcode_of_vectors(const struct encoding *encoding, enum access_kind *kind, uint64_t *length);

/* 2, 4 or 8 bytes. */
uint64_t operand_size(const struct encoding *encoding);

#endif
