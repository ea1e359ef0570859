/* Has seccomp filters of its own: two calls are left to a tracer that is not there, so they end with ENOSYS. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static void show(const char *call, long result)
{
    printf("%s: %s\n", call, result < 0 ? strerror(errno) : "done");
}

int main(void)
{
    struct sock_filter instructions[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE | 7),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_dup, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = { sizeof instructions / sizeof *instructions, instructions };
    printf("filters before: %d\n", prctl(PR_GET_SECCOMP));
    show("no_new_privs", prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    show("filter", prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter));
    printf("filters after: %d\n", prctl(PR_GET_SECCOMP));
    show("getppid", syscall(SYS_getppid)); /* not of our table */
    show("dup", syscall(SYS_dup, 1));      /* of our table */
    show("dup2", syscall(SYS_dup2, 1, 9));
    return 0;
}
