/* What the rest of the engine asks of a machine's registers. One file a machine implements it (registers_x86_64.c). */
#ifndef IPCSCOPE_REGISTERS_H
#define IPCSCOPE_REGISTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

/* Of a task in a ptrace stop; `false` when it is gone. */
bool registers_read(pid_t tid, struct user_regs_struct *registers);
bool registers_write(pid_t tid, const struct user_regs_struct *registers);
bool registers_read_float(pid_t tid, struct user_fpregs_struct *registers);
bool registers_write_float(pid_t tid, const struct user_fpregs_struct *registers);
bool registers_read_debug(pid_t tid, int number, uint64_t *value);
bool registers_write_debug(pid_t tid, int number, uint64_t value);

uint64_t registers_program_counter(const struct user_regs_struct *registers);
void registers_set_program_counter(struct user_regs_struct *registers, uint64_t address);
uint64_t registers_stack_pointer(const struct user_regs_struct *registers);
uint64_t registers_frame_pointer(const struct user_regs_struct *registers);
/* Those of a caller: its other registers stay as they are. */
void registers_set_frame(struct user_regs_struct *registers, uint64_t program_counter, uint64_t stack_pointer, uint64_t frame_pointer);

/* The kernel call that the task is in, or returns from, or -1. */
int64_t registers_call_number(const struct user_regs_struct *registers);
uint64_t registers_call_argument(const struct user_regs_struct *registers, unsigned index);
int64_t registers_call_result(const struct user_regs_struct *registers);
/* Whether the code is an instruction that calls the kernel. */
enum { longest_instruction = 15 };
bool registers_is_call_instruction(const unsigned char *code, size_t length);
void registers_set_call_argument(struct user_regs_struct *registers, unsigned index, uint64_t value);
void registers_set_call_result(struct user_regs_struct *registers, int64_t result);

/* At the entry of a call: leave the kernel without running it, and make the call again when resumed. */
void registers_back_out_of_call(struct user_regs_struct *registers);
/* At the end of a call that failed with EINTR: make the call again when resumed … */
void registers_rewind_call(struct user_regs_struct *registers);
/* … and the contrary, as long as the task has run no instruction since. */
void registers_unrewind_call(struct user_regs_struct *registers, int64_t number);
/* At the entry of a call: it is not made, and returns that. */
void registers_refuse_call(struct user_regs_struct *registers, int64_t result);
/* The call that a rewound task would make, ended with a result instead. */
void registers_skip_call(struct user_regs_struct *registers, int64_t result);

/* At a call instruction: what it is to call. */
void registers_prepare_call(struct user_regs_struct *registers, int64_t number);

/* The registers as libunwind numbers them. */
bool registers_for_unwinding(const struct user_regs_struct *registers, int number, uint64_t *value);
/* Those that every stack depends on (program counter, stack and frame pointer) are the key of a remembered stack. */
bool registers_is_key_for_unwinding(int number);
/* Whether the code at a return address is that to which signal handlers return. */
enum { signal_return_length = 9 };
bool registers_is_signal_return(const unsigned char code[signal_return_length]);

/* `struct seccomp_data`'s architecture, and the machine of an ELF file. */
uint32_t registers_audit_architecture(void);
uint16_t registers_elf_machine(void);

#endif
