/* The gdb of a process, as the rest of the engine knows it: the gdb server listens, and is asked. */
#ifndef IPCSCOPE_DEBUGGER_H
#define IPCSCOPE_DEBUGGER_H

#include <stdbool.h>
#include <stdint.h>

#include "decoding/instruction.h"

struct gdb; /* a gdb's connection to one process */
struct process;
struct task;

enum stop_kind { STOP_BREAKPOINT, STOP_STEP, STOP_PAUSE, STOP_SIGNAL, STOP_ENTRY, STOP_EXEC, STOP_WATCHPOINT };

/* What the gdb server is told and asked. */
struct debugger_listener {
    bool (*is_connected)(const struct gdb *gdb);
    /* All tasks of the process are stopped; `task` is the reason. With STOP_EXEC the exec'd path is read from /proc.
     * For STOP_BREAKPOINT the pc is already moved back onto the breakpoint. */
    void (*stopped)(struct gdb *gdb, struct task *task, enum stop_kind kind, int signal);
    /* The process is gone. The gdb server forgets it, lives on by itself until its gdb hangs up, and is freed then. */
    void (*ended)(struct gdb *gdb, int wait_status);
    /* A new thread of gdb's process stands at its first stop: it is given the process's hardware watchpoints. */
    void (*new_task)(struct gdb *gdb, struct task *task);
    /* Whether a hardware watchpoint of this gdb's stopped the task. Asked after a single step, whose trap may hide one,
     * and before a watchpoint's stop that had to wait is reported, since gdb may have removed it meanwhile. */
    bool (*is_watchpoint_hit)(const struct gdb *gdb, struct task *task);
    /* A task of gdb's process has used watched memory. */
    void (*accessed)(struct gdb *gdb, const struct task *task, enum access_kind kind, uint64_t address, uint64_t length);
};
/* Once, before any process has a gdb. */
void debugger_listen(const struct debugger_listener *listener);

/* NULL without one. There may be one that waits for its gdb to connect. */
struct gdb *debugger_of(const struct process *process);
/* NULL: it has gone. */
void debugger_set(struct process *process, struct gdb *gdb);
bool debugger_is_connected(const struct process *process);
/* Those that are delivered without telling gdb (QPassSignals). */
void debugger_set_passed_signals(struct process *process, const bool pass[65]);
bool debugger_passes_signal(const struct process *process, int signal);

/* Of a process that has one. */
void debugger_report_stop(struct process *process, struct task *task, enum stop_kind kind, int signal);
/* Of any process. */
void debugger_report_end(struct process *process, int wait_status);
void debugger_greet(struct task *task);
bool debugger_is_watchpoint_hit(struct task *task);
void debugger_note_access(const struct task *task, enum access_kind kind, uint64_t address, uint64_t length);
bool debugger_owns_breakpoint(const struct process *process, uint64_t address);

#endif
