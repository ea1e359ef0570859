#include "targets/filter.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/registers.h"
#include "targets/table.h"

static struct sock_filter *instructions;
static unsigned short instruction_count;

/* At most what a call takes of the filter: its number, and a condition with each of its values. */
enum {
    instructions_of_frame = 5,
    instructions_of_own_calls = 5,
    instructions_of_call = 2,
    instructions_of_condition = 3 + condition_values_at_most
};

static size_t instructions_needed(void) {
    size_t needed = instructions_of_frame + instructions_of_own_calls;
    for (unsigned number = 0; number < table_size; number++)
        if (table_program(number)->traced)
            needed += instructions_of_call + (table_program(number)->condition.value_count > 0 ? instructions_of_condition : 0);
    return needed;
}

/* Whether the argument is one of those that are of interest. It is the last question: another number is in the
 * accumulator afterwards. The lower half of a 64-bit argument stands first (x86-64 is little-endian). */
static struct sock_filter *add_condition(struct sock_filter *next, const struct condition *condition) {
    unsigned place = (unsigned)offsetof(struct seccomp_data, args) + condition->argument * (unsigned)sizeof(uint64_t);
    *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, place);
    *next++ = (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, condition->mask);
    for (unsigned i = 0; i < condition->value_count; i++) {
        unsigned char to_trace = (unsigned char)(condition->value_count - i);
        *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, condition->values[i], to_trace, 0);
    }
    *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    return next;
}

/* What the engine has a program do for it costs no stop. */
static struct sock_filter *add_own_calls(struct sock_filter *next) {
    unsigned place = (unsigned)offsetof(struct seccomp_data, args) + own_call_argument * (unsigned)sizeof(uint64_t);
    *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pkey_mprotect, 0, 4);
    *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, place);
    *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, own_call_mark, 0, 1);
    *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    return next;
}

bool filter_prepare(void) {
    instructions = calloc(instructions_needed(), sizeof *instructions);
    if (instructions == NULL)
        return false;
    struct sock_filter *next = instructions;
    *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, registers_audit_architecture(), 1, 0);
    *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    next = add_own_calls(next);
    /* A plain chain is as good as a tree: the kernel evaluates the filter once for each number and keeps a bitmap of
     * those that are always allowed, and what a traced call costs is its stops. */
    for (unsigned number = 0; number < table_size; number++)
        if (table_program(number)->traced) {
            const struct condition *condition = &table_program(number)->condition;
            struct sock_filter *question = next++;
            if (condition->value_count > 0)
                next = add_condition(next, condition);
            *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE | filter_data);
            *question = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, (unsigned char)(next - question - 1));
        }
    *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    instruction_count = (unsigned short)(next - instructions);
    return true;
}

bool filter_install(void) {
    struct sock_fprog program = { instruction_count, instructions };
    /* SPEC_ALLOW: without it, older kernels slow every seccomp'd process down against speculation attacks. */
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0)
        return true;
    if (errno != EACCES)
        return false;
    /* Without CAP_SYS_ADMIN the kernel asks for this (seccomp(2)). A traced program gains no privileges anyway. */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &program) == 0;
}
