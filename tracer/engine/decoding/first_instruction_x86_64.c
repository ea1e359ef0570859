/* push, test and xor of registers, and mov from a place near that to which one points ("Instruction Set Reference", Intel's manual, volume
 * 2). */
#include "decoding/first_instruction.h"

#include <stddef.h>

enum { carry_flag = 1, parity_flag = 4, zero_flag = 0x40, sign_flag = 0x80, overflow_flag = 0x800 };

/* As the bits of an instruction number them. */
static unsigned long long *register_of(struct user_regs_struct *registers, unsigned number) {
    unsigned long long *const all[16] = {
        &registers->rax, &registers->rcx, &registers->rdx, &registers->rbx, &registers->rsp, &registers->rbp,
        &registers->rsi, &registers->rdi, &registers->r8,  &registers->r9,  &registers->r10, &registers->r11,
        &registers->r12, &registers->r13, &registers->r14, &registers->r15,
    };
    return all[number];
}

/* Those of a logical operation: AF is undefined. */
static void set_flags(struct user_regs_struct *registers, uint64_t result, unsigned sign_bit) {
    registers->eflags &= ~(uint64_t)(carry_flag | parity_flag | zero_flag | sign_flag | overflow_flag);
    if (result == 0)
        registers->eflags |= zero_flag;
    if ((result >> sign_bit & 1) != 0)
        registers->eflags |= sign_flag;
    if (__builtin_parity((unsigned)(result & 0xff)) == 0)
        registers->eflags |= parity_flag;
}

static void push(struct user_regs_struct *registers, uint64_t value, struct first_access *access) {
    registers->rsp -= sizeof value;
    *access = (struct first_access){ .what = STORES_WORD, .address = registers->rsp, .value = value };
}

bool first_instruction_make(struct user_regs_struct *registers, const unsigned char code[first_instruction_length],
                            struct first_access *access) {
    *access = (struct first_access){ .what = ACCESSES_NOTHING };
    unsigned of_upper = code[0] == 0x41 ? 8 : 0;
    const unsigned char *push_code = code + (of_upper != 0 ? 1 : 0);
    if (*push_code >= 0x50 && *push_code <= 0x57) {
        push(registers, *register_of(registers, of_upper + (*push_code - 0x50u)), access);
        registers->rip += (uint64_t)(push_code - code) + 1;
        return true;
    }
    /* With a displacement of one byte; 4 would mean a second byte of operands. */
    if (code[0] == 0x8b && (code[1] & 0xc0) == 0x40 && (code[1] & 7) != 4) {
        uint64_t base = *register_of(registers, code[1] & 7);
        *access =
            (struct first_access){ .what = LOADS_HALF, .address = base + (uint64_t)(int64_t)(int8_t)code[2], .number = code[1] >> 3 & 7u };
        registers->rip += 3;
        return true;
    }
    unsigned char operands = code[0] == 0x31 ? code[1] : code[2];
    unsigned number = operands & 7;
    if ((operands & 0xc0) != 0xc0 || (operands >> 3 & 7u) != number)
        return false;
    if (code[0] == 0x48 && code[1] == 0x85) {
        set_flags(registers, *register_of(registers, number), 63);
        registers->rip += 3;
        return true;
    }
    if (code[0] == 0x31) {
        *register_of(registers, number) = 0;
        set_flags(registers, 0, 31);
        registers->rip += 2;
        return true;
    }
    return false;
}

void first_instruction_load(struct user_regs_struct *registers, const struct first_access *access, uint32_t value) {
    *register_of(registers, access->number) = value;
}

uint64_t first_instruction_argument(const struct user_regs_struct *registers, unsigned index) {
    return index == 0 ? registers->rdi : index == 1 ? registers->rsi : registers->rdx;
}
