#include "running/debugger.h"

#include <stddef.h>
#include <string.h>

#include "targets/assertion.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"

struct debugging {
    struct gdb *gdb;
    bool pass_signals[65];
};

static const struct debugger_listener *listener;

void debugger_listen(const struct debugger_listener *server) {
    listener = server;
}

struct gdb *debugger_of(const struct process *process) {
    return process->debugging != NULL ? process->debugging->gdb : NULL;
}

void debugger_set(struct process *process, struct gdb *gdb) {
    if (process->debugging == NULL)
        process->debugging = tasks_new_part(sizeof *process->debugging);
    *process->debugging = (struct debugging){ .gdb = gdb };
}

bool debugger_is_connected(const struct process *process) {
    struct gdb *gdb = debugger_of(process);
    return gdb != NULL && listener->is_connected(gdb);
}

void debugger_set_passed_signals(struct process *process, const bool pass[65]) {
    ASSERT(process, debugger_of(process) != NULL);
    memcpy(process->debugging->pass_signals, pass, sizeof process->debugging->pass_signals);
}

bool debugger_passes_signal(const struct process *process, int signal) {
    return process->debugging != NULL && process->debugging->pass_signals[signal];
}

void debugger_report_stop(struct process *process, struct task *task, enum stop_kind kind, int signal) {
    ASSERT(process, debugger_of(process) != NULL);
    listener->stopped(process->debugging->gdb, task, kind, signal);
}

void debugger_report_end(struct process *process, int wait_status) {
    if (debugger_of(process) != NULL)
        listener->ended(process->debugging->gdb, wait_status);
}

void debugger_greet(struct task *task) {
    if (!task->is_known_to_gdb && task->tid != task->process->pid && debugger_is_connected(task->process))
        listener->new_task(debugger_of(task->process), task);
    task->is_known_to_gdb = true;
}

bool debugger_is_watchpoint_hit(struct task *task) {
    return debugger_is_connected(task->process) && listener->is_watchpoint_hit(debugger_of(task->process), task);
}

void debugger_note_access(const struct task *task, enum access_kind kind, uint64_t address, uint64_t length) {
    if (debugger_is_connected(task->process))
        listener->accessed(debugger_of(task->process), task, kind, address, length);
}

bool debugger_owns_breakpoint(const struct process *process, uint64_t address) {
    return debugger_is_connected(process) && breakpoint_is_owned(process->space, address, debugger_of(process));
}
