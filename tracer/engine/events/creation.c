#include "events/creation.h"

#include <linux/sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>

#include "base/memory.h"
#include "base/registers.h"
#include "client/client.h"
#include "events/event_message.h"
#include "events/newborn.h"
#include "recording/capture.h"
#include "recording/records.h"
#include "running/debugger.h"
#include "running/execution.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"
#include "watching/watching.h"

/* fork(2) and vfork(2) are clone(2) with certain flags. */
static uint64_t clone_flags(struct task *creator) {
    struct user_regs_struct *registers = task_registers(creator);
    uint64_t flags = 0;
    if (registers == NULL)
        return 0;
    switch (registers_call_number(registers)) {
    case SYS_clone:
        return registers_call_argument(registers, 0);
    case SYS_clone3:
        /* `struct clone_args` begins with the flags; the signal is a field of its own. */
        memory_read_whole(creator->tid, registers_call_argument(registers, 0), &flags, sizeof flags);
        return flags;
    case SYS_vfork:
        return CLONE_VM | CLONE_VFORK | SIGCHLD;
    default:
        return SIGCHLD;
    }
}

static struct task *new_process(pid_t pid, const struct process *creator, uint64_t flags) {
    unsigned shares = (flags & CLONE_VM ? SHARES_SPACE : 0) | (flags & CLONE_FILES ? SHARES_DESCRIPTORS : 0);
    struct task *task = tasks_new_process(pid, creator, shares);
    if (flags & CLONE_PARENT)
        tasks_set_parent(task->process, creator->parent);
    if (!(flags & CLONE_VM))
        breakpoints_inherit(creator->space, task->process->space);
    watching_inherit(creator, task->process, (flags & CLONE_VM) != 0);
    return task;
}

void creation_happened(struct task *creator, int event) {
    unsigned long child;
    if (!event_message_read(creator, event, &child)) {
        /* Its child is adopted as an orphan. */
        execution_note_loss(creator);
        return;
    }
    if (tasks_find((pid_t)child) != NULL) {
        execution_go_on(creator);
        return;
    }
    enum creation how = event == PTRACE_EVENT_FORK ? CREATED_FORK : event == PTRACE_EVENT_VFORK ? CREATED_VFORK : CREATED_CLONE;
    uint64_t flags = clone_flags(creator);
    if (event == PTRACE_EVENT_VFORK)
        creator->in_vfork = true;
    bool is_thread = (flags & CLONE_THREAD) != 0;
    if (is_thread && !(flags & CLONE_FILES))
        capture_part_descriptors(creator->process);
    struct task *task = is_thread ? tasks_new_thread((pid_t)child, creator->process) : new_process((pid_t)child, creator->process, flags);
    record_task(task, creator, flags, how);
    if (!is_thread)
        client_process(task->process, how);
    bool is_here = newborn_take((pid_t)child);
    execution_go_on(creator);
    if (is_here) {
        execution_note_stop(task);
        debugger_greet(task);
        execution_settle(task);
    } else {
        execution_expect_first_stop(task);
    }
}

void creation_vfork_done(struct task *creator) {
    creator->in_vfork = false;
    execution_go_on(creator);
}

bool creation_is_in_vfork(const struct task *creator) {
    return creator->in_vfork;
}

bool creation_adopt_orphans(void) {
    for (pid_t tid; (tid = newborn_next_orphan()) != 0;) {
        pid_t pid = newborn_process_of(tid);
        if (pid == 0)
            continue;
        struct process *process = tasks_find_process(pid);
        struct task *task = process != NULL ? tasks_new_thread(tid, process) : tasks_new_process(tid, NULL, 0);
        record_task(task, NULL, process != NULL ? CLONE_THREAD : 0, CREATED_CLONE);
        if (process == NULL)
            client_process(task->process, CREATED_CLONE);
        execution_note_stop(task);
        execution_settle(task);
    }
    return newborn_any();
}

/* Where clone(2) has its flags: a register, or the beginning of a structure. */
static bool set_clone_flags(struct task *creator, uint64_t flags) {
    struct user_regs_struct *registers = task_registers(creator);
    if (registers == NULL)
        return false;
    if (registers_call_number(registers) == SYS_clone3)
        return memory_force_write(creator->tid, registers_call_argument(registers, 0), &flags, sizeof flags) == sizeof flags;
    registers_set_call_argument(registers, 0, flags);
    return task_write_registers(creator);
}

static bool is_clone(struct task *creator) {
    struct user_regs_struct *registers = task_registers(creator);
    int64_t number = registers != NULL ? registers_call_number(registers) : -1;
    return number == SYS_clone || number == SYS_clone3;
}

void creation_take_untraced(struct task *creator) {
    if (!is_clone(creator))
        return;
    uint64_t flags = clone_flags(creator);
    creator->asks_untraced = (flags & CLONE_UNTRACED) != 0 && set_clone_flags(creator, flags & ~(uint64_t)CLONE_UNTRACED);
}

void creation_show_untraced(struct task *creator) {
    if (!creator->asks_untraced || !is_clone(creator))
        return;
    creator->asks_untraced = false;
    set_clone_flags(creator, clone_flags(creator) | CLONE_UNTRACED);
}
