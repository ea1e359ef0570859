/* What an instruction does with memory (x86-64; "Instruction Format" and the opcode maps, Intel's manual, volume 2). */
#ifndef IPCSCOPE_INSTRUCTION_H
#define IPCSCOPE_INSTRUCTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/user.h>

enum access_kind { ACCESS_UNKNOWN = 0, ACCESS_READS = 1, ACCESS_WRITES = 2, ACCESS_CHANGES = 3 /* reads, then writes */ };

struct memory_operand {
    enum access_kind kind;
    uint64_t address; /* the lowest */
    uint64_t length;  /* of one repetition */
};

enum { operands_at_most = 2 };

struct instruction {
    struct memory_operand operands[operands_at_most];
    unsigned operand_count;
    /* A string instruction with a prefix REP: it is made so many times, each further on by the operands' lengths. */
    bool repeats;
    uint64_t times;
    bool goes_down;  /* towards lower addresses */
    bool is_atomic;  /* of what it reads and writes: nobody can come between (LOCK, and xchg without it) */
    unsigned length; /* of one that repeats, in bytes of code */
};

/* `false` when the instruction is none of those that are known, or has no operand in memory. */
bool instruction_decode(const unsigned char *code, size_t length, const struct user_regs_struct *registers,
                        struct instruction *instruction);

#endif
