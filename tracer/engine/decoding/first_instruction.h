/* The instructions with which compiled functions begin, made on a task's behalf: who watches the beginning of a function need not take his
 * breakpoint out to let the task go on. One file a machine implements it (first_instruction_x86_64.c). */
#ifndef IPCSCOPE_FIRST_INSTRUCTION_H
#define IPCSCOPE_FIRST_INSTRUCTION_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/user.h>

enum { first_instruction_length = 3 };

/* What it does to memory, beside the registers. */
struct first_store {
    bool stores;
    uint64_t address, value;
};

/* `false`: it is none of those that are known; then nothing has changed. The program counter stands at it, and afterwards behind it. */
bool first_instruction_make(struct user_regs_struct *registers, const unsigned char code[first_instruction_length],
                            struct first_store *store);
/* The arguments of the function that begins there: its first and second. */
uint64_t first_instruction_argument(const struct user_regs_struct *registers, unsigned index);

#endif
