/* The plain part of what the gdb server asks of the core (target.h): names, registers and memory of targets. */
#include "targets/target.h"

#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>

#include "base/memory.h"
#include "base/registers.h"
#include "targets/tasks.h"

pid_t target_pid(const struct process *process) {
    return process->pid;
}

struct address_space *target_address_space(const struct process *process) {
    return process->space;
}

struct breakpoints *target_breakpoints(const struct address_space *space) {
    return space->breakpoints;
}

bool target_space_is_shared(const struct process *process) {
    return process->space->references > 1;
}

struct gdb *target_gdb(const struct process *process) {
    return process->gdb;
}

void target_set_gdb(struct process *process, struct gdb *gdb) {
    process->gdb = gdb;
    memset(process->pass_signals, 0, sizeof process->pass_signals);
}

/* Tasks on their way out are no longer shown to a gdb. */
static struct task *skip_exiting(struct task *task) {
    while (task != NULL && task->exiting)
        task = task->next;
    return task;
}

struct task *target_first_task(const struct process *process) {
    return skip_exiting(process->first_task);
}

struct task *target_next_task(const struct task *task) {
    return skip_exiting(task->next);
}

struct task *target_find_task(const struct process *process, pid_t tid) {
    struct task *task = tasks_find(tid);
    return task != NULL && task->process == process && !task->exiting ? task : NULL;
}

pid_t target_tid(const struct task *task) {
    return task->tid;
}

bool target_read_registers(struct task *task, struct user_regs_struct *registers) {
    const struct user_regs_struct *known = task_registers(task);
    if (known == NULL)
        return false;
    *registers = *known;
    return true;
}

bool target_write_registers(struct task *task, const struct user_regs_struct *registers) {
    task->registers = *registers;
    task->registers_known = true;
    return task_write_registers(task);
}

bool target_read_float_registers(struct task *task, struct user_fpregs_struct *registers) {
    return registers_read_float(task->tid, registers);
}

bool target_write_float_registers(struct task *task, const struct user_fpregs_struct *registers) {
    return registers_write_float(task->tid, registers);
}

bool target_read_debug_register(struct task *task, int number, uint64_t *value) {
    return registers_read_debug(task->tid, number, value);
}

bool target_write_debug_register(struct task *task, int number, uint64_t value) {
    return registers_write_debug(task->tid, number, value);
}

bool target_read_siginfo(struct task *task, void *siginfo, size_t size) {
    siginfo_t information;
    if (ptrace(PTRACE_GETSIGINFO, task->tid, 0, &information) != 0)
        return false;
    memcpy(siginfo, &information, size < sizeof information ? size : sizeof information);
    return true;
}

/* Any task that still has the memory. */
static pid_t reader_of(const struct process *process) {
    const struct task *task = target_first_task(process);
    return task != NULL ? task->tid : process->pid;
}

ssize_t target_read_memory(struct process *process, uint64_t address, void *buffer, size_t length) {
    return memory_force_read(reader_of(process), address, buffer, length);
}

static struct process *process_of_space(const struct address_space *space) {
    struct process *any = NULL;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (process->space == space) {
            if (target_first_task(process) != NULL)
                return process;
            any = process;
        }
    return any;
}

ssize_t target_read_space(struct address_space *space, uint64_t address, void *buffer, size_t length) {
    struct process *process = process_of_space(space);
    return process != NULL ? target_read_memory(process, address, buffer, length) : -1;
}

ssize_t target_write_space(struct address_space *space, uint64_t address, const void *buffer, size_t length) {
    struct process *process = process_of_space(space);
    return process != NULL ? memory_force_write(reader_of(process), address, buffer, length) : -1;
}

bool target_is_stopped(const struct process *process) {
    return process->debug_state == DEBUG_STOPPED && target_first_task(process) != NULL;
}

struct task *target_stop_task(const struct process *process, int *signal) {
    struct task *task = target_find_task(process, process->stop_tid);
    if (task == NULL)
        task = target_first_task(process);
    *signal = process->stop_kind == STOP_SIGNAL ? process->stop_signal : 0;
    return task;
}

void target_pass_signals(struct process *process, const bool pass[65]) {
    memcpy(process->pass_signals, pass, sizeof process->pass_signals);
}
