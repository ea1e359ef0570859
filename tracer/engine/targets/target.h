/* The seam between the tracing core (which owns tasks, stops and resumption) and the gdb server
 * (which owns packets, and breakpoints as bytes in memory). The core implements the target_* functions,
 * the gdb server the gdb_* and breakpoint_* functions. */
#ifndef IPCSCOPE_TARGET_H
#define IPCSCOPE_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

struct process;       /* a thread group */
struct task;          /* a thread */
struct address_space; /* shared by a vfork child and its parent, and by CLONE_VM processes */
struct gdb;           /* a gdb's connection to one process */

/* ---- Implemented by the core ---- */

pid_t target_pid(const struct process *process);
struct address_space *target_address_space(const struct process *process);
/* The breakpoints that the core made for this space with breakpoints_new or breakpoints_inherit. */
struct breakpoints *target_breakpoints(const struct address_space *space);
/* Whether another living process shares the process's address space (a vfork child and its parent, CLONE_VM). */
bool target_space_is_shared(const struct process *process);
struct gdb *target_gdb(const struct process *process);
void target_set_gdb(struct process *process, struct gdb *gdb);

/* Tasks of a process, in order of creation; NULL ends. */
struct task *target_first_task(const struct process *process);
struct task *target_next_task(const struct task *task);
struct task *target_find_task(const struct process *process, pid_t tid);
pid_t target_tid(const struct task *task);

/* Registers of a task of a stopped process. `false` when the task is gone. */
bool target_read_registers(struct task *task, struct user_regs_struct *registers);
bool target_write_registers(struct task *task, const struct user_regs_struct *registers);
bool target_read_float_registers(struct task *task, struct user_fpregs_struct *registers);
bool target_write_float_registers(struct task *task, const struct user_fpregs_struct *registers);
bool target_read_debug_register(struct task *task, int number, uint64_t *value);
bool target_write_debug_register(struct task *task, int number, uint64_t value);
bool target_read_siginfo(struct task *task, void *siginfo, size_t size);

/* Raw memory, breakpoints included. Bytes copied, or -1. */
ssize_t target_read_memory(struct process *process, uint64_t address, void *buffer, size_t length);
/* The memory of a space through any of its living processes, writing through protection. */
ssize_t target_read_space(struct address_space *space, uint64_t address, void *buffer, size_t length);
ssize_t target_write_space(struct address_space *space, uint64_t address, const void *buffer, size_t length);

enum resume_kind { RESUME_NONE, RESUME_CONTINUE, RESUME_STEP, RESUME_RANGE };
struct resume_action {
    pid_t tid; /* 0: every task that no earlier action names */
    enum resume_kind kind;
    int signal;                      /* delivered on resumption, or 0 */
    uint64_t range_start, range_end; /* RESUME_RANGE: step while start <= pc < end */
};
/* Resume a process that is stopped for gdb. The first matching action counts; unmatched tasks stay stopped.
 * A task whose pc stands on a breakpoint that another owner inserted is stepped over it by the core. */
void target_resume(struct process *process, const struct resume_action *actions, size_t count);
/* Stop a running process; the stop is reported with STOP_PAUSE and signal 0. */
void target_interrupt(struct process *process);
/* gdb shows the present stop to its user. Many it makes for itself (a condition that does not hold, a library being
 * loaded, an instruction of a longer step) and goes on at once: nobody else is told of those. */
void target_stop_is_presented(struct process *process);
/* gdb has gone (detached, or its connection broke): the process runs on without it. */
void target_detach(struct process *process);
bool target_is_stopped(const struct process *process);
/* The task for which a stopped or held process stands still, and in `signal` the signal that it is about to be
 * given, or 0. Asked when a gdb connects; never NULL while target_is_stopped. */
struct task *target_stop_task(const struct process *process, int *signal);
void target_pass_signals(struct process *process, const bool pass[65]);

enum stop_kind { STOP_BREAKPOINT, STOP_STEP, STOP_PAUSE, STOP_SIGNAL, STOP_ENTRY, STOP_EXEC, STOP_WATCHPOINT };

/* ---- Implemented by the gdb server ---- */

/* Open the process's listening socket (mode 0600) in `directory`; its path, or NULL with errno. Idempotent. */
const char *gdb_listen(struct process *process, const char *directory);
bool gdb_is_connected(const struct gdb *gdb);
/* All tasks of the process are stopped; `task` is the reason. With STOP_EXEC the exec'd path is read from /proc.
 * For STOP_BREAKPOINT the pc is already moved back onto the breakpoint. */
void gdb_report_stop(struct gdb *gdb, struct task *task, enum stop_kind kind, int signal);
/* The process is gone. The gdb server forgets it (target_set_gdb(process, NULL) is called from here), lives on by
 * itself until its gdb hangs up, and is freed then: the core must not use `gdb` afterwards. */
void gdb_report_exit(struct gdb *gdb, int wait_status);
/* A new thread of gdb's process stands at its first stop: it is given the process's hardware watchpoints. */
void gdb_new_task(struct gdb *gdb, struct task *task);
/* Whether a hardware watchpoint of this gdb's stopped the task. Asked after a single step, whose trap may hide one,
 * and before a watchpoint's stop that had to wait is reported, since gdb may have removed it meanwhile. */
bool gdb_is_watchpoint_hit(const struct gdb *gdb, struct task *task);

/* Breakpoints belong to an address space; each has a set of owners (a gdb, or the engine itself as NULL owner).
 * The byte in memory is 0xCC while at least one owner remains. */
struct breakpoints *breakpoints_new(struct address_space *space);
void breakpoints_free(struct breakpoints *breakpoints);
/* fork: the child's memory holds a copy of the parent's inserted bytes; they become the engine's (NULL owner). */
struct breakpoints *breakpoints_inherit(const struct breakpoints *parent, struct address_space *child);
bool breakpoint_insert(struct breakpoints *breakpoints, uint64_t address, const void *owner);
bool breakpoint_remove(struct breakpoints *breakpoints, uint64_t address, const void *owner);
void breakpoints_remove_owner(struct breakpoints *breakpoints, const void *owner);
bool breakpoint_at(const struct breakpoints *breakpoints, uint64_t address);
bool breakpoint_is_owned(const struct breakpoints *breakpoints, uint64_t address, const void *owner);
/* Write to the program's memory under the breakpoints: inserted ones stay inserted. Bytes written, or -1. */
ssize_t breakpoints_write(struct breakpoints *breakpoints, uint64_t address, const void *buffer, size_t length);
/* Lift the byte while one task is stepped over it, and put it back. */
void breakpoint_lift(struct breakpoints *breakpoints, uint64_t address);
void breakpoint_restore(struct breakpoints *breakpoints, uint64_t address);
/* Replace inserted bytes in a copy of the target's memory by the program's own. */
void breakpoints_hide(const struct breakpoints *breakpoints, uint64_t address, void *buffer, size_t length);

#endif
