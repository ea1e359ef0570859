/* The instructions with which compiled functions begin, made on a task's behalf: who watches the beginning of a function need not take his
 * breakpoint out to let the task go on. One file a machine implements it (first_instruction_x86_64.c). */
#ifndef IPCSCOPE_FIRST_INSTRUCTION_H
#define IPCSCOPE_FIRST_INSTRUCTION_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/user.h>

enum { first_instruction_length = 3 };

/* What it does with memory, beside the registers. */
struct first_access {
    enum { ACCESSES_NOTHING, STORES_WORD, LOADS_HALF } what; /* eight bytes, four bytes */
    uint64_t address, value;                                 /* `value`: that is stored */
    unsigned number;                                         /* of the register that gets what is loaded, as the machine numbers them */
};

/* `false`: it is none of those that are known; then nothing has changed. The program counter stands at it, and afterwards behind it. */
bool first_instruction_make(struct user_regs_struct *registers, const unsigned char code[first_instruction_length],
                            struct first_access *access);
/* What it loads has been read. */
void first_instruction_load(struct user_regs_struct *registers, const struct first_access *access, uint32_t value);
/* The arguments of the function that begins there: the first three. */
uint64_t first_instruction_argument(const struct user_regs_struct *registers, unsigned index);

#endif
