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

bool filter_prepare(void) {
    instructions = calloc(2 * table_size + 8, sizeof *instructions);
    if (instructions == NULL)
        return false;
    struct sock_filter *next = instructions;
    *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, registers_audit_architecture(), 1, 0);
    *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    *next++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    /* A plain chain is as good as a tree: the kernel evaluates the filter once for each number and keeps a bitmap of
     * those that are always allowed, and what a traced call costs is its stops. */
    for (unsigned number = 0; number < table_size; number++)
        if (table_program(number)->traced) {
            *next++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1);
            *next++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
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
