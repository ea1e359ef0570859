/* The registers of x86-64, and how the kernel uses them (syscall(2), ptrace(2)). */
#include "base/registers.h"

#include <elf.h>
#include <errno.h>
#include <libunwind.h>
#include <linux/audit.h>
#include <stddef.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

/* The syscall instruction is 0F 05: the kernel has moved rip behind it when a tracer looks. */
enum { call_instruction_length = 2 };

bool registers_read(pid_t tid, struct user_regs_struct *registers) {
    return ptrace(PTRACE_GETREGS, tid, 0, registers) == 0;
}

bool registers_write(pid_t tid, const struct user_regs_struct *registers) {
    return ptrace(PTRACE_SETREGS, tid, 0, registers) == 0;
}

bool registers_read_float(pid_t tid, struct user_fpregs_struct *registers) {
    return ptrace(PTRACE_GETFPREGS, tid, 0, registers) == 0;
}

bool registers_write_float(pid_t tid, const struct user_fpregs_struct *registers) {
    return ptrace(PTRACE_SETFPREGS, tid, 0, registers) == 0;
}

static long debug_register_offset(int number) {
    return (long)(offsetof(struct user, u_debugreg) + (size_t)number * sizeof(((struct user *)0)->u_debugreg[0]));
}

bool registers_read_debug(pid_t tid, int number, uint64_t *value) {
    errno = 0;
    long word = ptrace(PTRACE_PEEKUSER, tid, debug_register_offset(number), 0);
    *value = (uint64_t)word;
    return errno == 0;
}

bool registers_write_debug(pid_t tid, int number, uint64_t value) {
    return ptrace(PTRACE_POKEUSER, tid, debug_register_offset(number), value) == 0;
}

uint64_t registers_program_counter(const struct user_regs_struct *registers) {
    return registers->rip;
}

void registers_set_program_counter(struct user_regs_struct *registers, uint64_t address) {
    registers->rip = address;
}

uint64_t registers_stack_pointer(const struct user_regs_struct *registers) {
    return registers->rsp;
}

uint64_t registers_frame_pointer(const struct user_regs_struct *registers) {
    return registers->rbp;
}

void registers_set_frame(struct user_regs_struct *registers, uint64_t program_counter, uint64_t stack_pointer, uint64_t frame_pointer) {
    registers->rip = program_counter;
    registers->rsp = stack_pointer;
    registers->rbp = frame_pointer;
}

int64_t registers_call_number(const struct user_regs_struct *registers) {
    int64_t number = (int64_t)registers->orig_rax;
    return number >= 0 ? number : -1; /* an interrupt leaves a negative number */
}

uint64_t registers_call_argument(const struct user_regs_struct *registers, unsigned index) {
    switch (index) {
    case 0:
        return registers->rdi;
    case 1:
        return registers->rsi;
    case 2:
        return registers->rdx;
    case 3:
        return registers->r10;
    case 4:
        return registers->r8;
    default:
        return registers->r9;
    }
}

int64_t registers_call_result(const struct user_regs_struct *registers) {
    return (int64_t)registers->rax;
}

/* Legacy prefixes and REX, which mean nothing to these instructions ("Instruction Prefixes", Intel's manual, volume 2). */
static bool is_prefix(unsigned char byte) {
    return (byte & 0xf0) == 0x40 || (byte >= 0x64 && byte <= 0x67) || (byte & 0xe7) == 0x26 || byte == 0xf0 || byte == 0xf2 || byte == 0xf3;
}

bool registers_is_call_instruction(const unsigned char *code, size_t length) {
    size_t start = 0;
    while (start < length && is_prefix(code[start]))
        start++;
    if (length - start < 2)
        return false;
    /* syscall, sysenter, int $0x80 */
    return (code[start] == 0x0f && (code[start + 1] == 0x05 || code[start + 1] == 0x34))
           || (code[start] == 0xcd && code[start + 1] == 0x80);
}

void registers_set_call_argument(struct user_regs_struct *registers, unsigned index, uint64_t value) {
    switch (index) {
    case 0:
        registers->rdi = value;
        break;
    case 1:
        registers->rsi = value;
        break;
    case 2:
        registers->rdx = value;
        break;
    case 3:
        registers->r10 = value;
        break;
    case 4:
        registers->r8 = value;
        break;
    default:
        registers->r9 = value;
        break;
    }
}

void registers_set_call_result(struct user_regs_struct *registers, int64_t result) {
    registers->rax = (uint64_t)result;
}

void registers_back_out_of_call(struct user_regs_struct *registers) {
    registers->rax = registers->orig_rax;
    registers->orig_rax = (uint64_t)-1; /* the kernel skips a call with this number and leaves rax alone */
    registers->rip -= call_instruction_length;
}

void registers_rewind_call(struct user_regs_struct *registers) {
    registers->rax = registers->orig_rax;
    registers->orig_rax = (uint64_t)-1;
    registers->rip -= call_instruction_length;
}

void registers_unrewind_call(struct user_regs_struct *registers, int64_t number) {
    registers->rax = (uint64_t)-EINTR;
    registers->orig_rax = (uint64_t)number;
    registers->rip += call_instruction_length;
}

void registers_refuse_call(struct user_regs_struct *registers, int64_t result) {
    registers->orig_rax = (uint64_t)-1; /* the kernel skips a call with this number and leaves rax alone */
    registers->rax = (uint64_t)result;
}

void registers_skip_call(struct user_regs_struct *registers, int64_t result) {
    registers->rax = (uint64_t)result;
    registers->rip += call_instruction_length;
}

void registers_prepare_call(struct user_regs_struct *registers, int64_t number) {
    registers->rax = (uint64_t)number;
    registers->orig_rax = (uint64_t)-1; /* it stands in user code, where nothing is to be made again */
}

bool registers_for_unwinding(const struct user_regs_struct *registers, int number, uint64_t *value) {
    switch (number) {
    case UNW_X86_64_RAX:
        *value = registers->rax;
        return true;
    case UNW_X86_64_RDX:
        *value = registers->rdx;
        return true;
    case UNW_X86_64_RCX:
        *value = registers->rcx;
        return true;
    case UNW_X86_64_RBX:
        *value = registers->rbx;
        return true;
    case UNW_X86_64_RSI:
        *value = registers->rsi;
        return true;
    case UNW_X86_64_RDI:
        *value = registers->rdi;
        return true;
    case UNW_X86_64_RBP:
        *value = registers->rbp;
        return true;
    case UNW_X86_64_RSP:
        *value = registers->rsp;
        return true;
    case UNW_X86_64_R8:
        *value = registers->r8;
        return true;
    case UNW_X86_64_R9:
        *value = registers->r9;
        return true;
    case UNW_X86_64_R10:
        *value = registers->r10;
        return true;
    case UNW_X86_64_R11:
        *value = registers->r11;
        return true;
    case UNW_X86_64_R12:
        *value = registers->r12;
        return true;
    case UNW_X86_64_R13:
        *value = registers->r13;
        return true;
    case UNW_X86_64_R14:
        *value = registers->r14;
        return true;
    case UNW_X86_64_R15:
        *value = registers->r15;
        return true;
    case UNW_X86_64_RIP:
        /* sigreturn(2) is the last that its code does, and there are no rules for what is behind it. */
        *value = registers->orig_rax == SYS_rt_sigreturn ? registers->rip - signal_return_length : registers->rip;
        return true;
    default:
        return false;
    }
}

bool registers_is_key_for_unwinding(int number) {
    return number == UNW_X86_64_RIP || number == UNW_X86_64_RSP || number == UNW_X86_64_RBP;
}

bool registers_is_signal_return(const unsigned char code[signal_return_length]) {
    /* mov $15,%rax (rt_sigreturn); syscall */
    static const unsigned char expected[signal_return_length] = { 0x48, 0xc7, 0xc0, 0x0f, 0, 0, 0, 0x0f, 0x05 };
    return memcmp(code, expected, sizeof expected) == 0;
}

uint32_t registers_audit_architecture(void) {
    return AUDIT_ARCH_X86_64;
}

uint16_t registers_elf_machine(void) {
    return EM_X86_64;
}
