#include "watching/refusal.h"

#include <linux/futex.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/process_state.h"
#include "base/registers.h"
#include "targets/tasks.h"

bool refusal_has_own_filter(const struct task *task) {
    enum { ours = 1 };
    return process_status_number(task->tid, "Seccomp_filters:") > ours
           || process_status_number(task->tid, "Seccomp:") == SECCOMP_MODE_STRICT;
}

bool refusal_sets_filter(const struct user_regs_struct *registers) {
    uint64_t first = registers_call_argument(registers, 0);
    switch (registers_call_number(registers)) {
    case SYS_seccomp:
        return first == SECCOMP_SET_MODE_STRICT || first == SECCOMP_SET_MODE_FILTER;
    case SYS_prctl:
        return first == PR_SET_SECCOMP;
    default:
        return false;
    }
}

static bool holds_locks(const struct task *task) {
    struct robust_list_head *head = NULL, copy;
    size_t length;
    return syscall(SYS_get_robust_list, task->tid, &head, &length) == 0 && head != NULL
           && memory_read_whole(task->tid, (uint64_t)(uintptr_t)head, &copy, sizeof copy)
           && ((void *)copy.list.next != (void *)head || copy.list_op_pending != NULL);
}

bool refusal_exits_with_locks(const struct task *task, const struct user_regs_struct *registers) {
    switch (registers_call_number(registers)) {
    case SYS_exit:
        return holds_locks(task);
    case SYS_exit_group:
        for (const struct task *each = tasks_first_living(task->process); each != NULL; each = tasks_next_living(each))
            if (holds_locks(each))
                return true;
        return false;
    default:
        return false;
    }
}
