#include "events/own_filter.h"

#include <errno.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#include "base/process_state.h"
#include "base/registers.h"
#include "targets/filter.h"
#include "targets/tasks.h"

bool own_filter_ends_call(struct task *task) {
    unsigned long data;
    if (ptrace(PTRACE_GETEVENTMSG, task->tid, 0, &data) != 0 || data == filter_data)
        return false;
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return false;
    registers_refuse_call(registers, -ENOSYS);
    task_write_registers(task);
    return true;
}

void own_filter_hide_ours(struct task *task) {
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL || registers_call_number(registers) != SYS_prctl || registers_call_argument(registers, 0) != PR_GET_SECCOMP
        || registers_call_result(registers) != 2 || process_status_number(task->tid, "Seccomp_filters:") != 1)
        return;
    registers_set_call_result(registers, 0);
    task_write_registers(task);
}
