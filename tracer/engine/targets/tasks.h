/* The targets: processes, their tasks (threads), and what processes share. This file owns their creation, their relations
 * and their end. Members with a file (or folder) beside them are mentioned in no other, the rest is written here and read by
 * everybody (scripts/engine-layers/ownership.ts checks it). */
#ifndef IPCSCOPE_TASKS_H
#define IPCSCOPE_TASKS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

#include "targets/call.h"

struct layout; /* layouts.h: which files are mapped where */

/* Shared by a vfork child and its parent, and by processes made with CLONE_VM. */
struct address_space {
    unsigned references; /* processes */

    struct breakpoints *breakpoints; /* targets/breakpoints.c */

    /* Shared by forked processes until one's changes; NULL when not read yet. */
    struct layout *layout;   /* stacks/stacks.c, walking/unwind.c */
    uint64_t layout_read_at; /* stacks/stacks.c */
    /* The last reading did not explain the addresses that it was made for. */
    bool layout_was_useless; /* stacks/stacks.c */

    struct scripts *scripts;            /* walking/scripts.c */
    struct known_frames *known_frames;  /* walking/known_frames.c */
    struct operations *loop_operations; /* operations/operations.c */
    struct regions *regions;            /* watching/regions.c */
};

/* Which descriptors of a table can seek, as far as asked. Shared as the descriptor table is. */
struct descriptor_cache {
    unsigned references;
    bool tables_differ; /* those who share this have tables of their own: nothing is remembered */
    uint8_t known[256]; /* enum below, by descriptor number */
};
enum { SEEK_UNKNOWN, SEEK_POSSIBLE, SEEK_IMPOSSIBLE };

/* A thread group. */
struct process {
    pid_t pid, parent;
    struct process *next, *previous; /* in order of creation */
    struct task *first_task, *last_task;
    struct address_space *space;
    struct descriptor_cache *descriptors;
    /* Forked by the engine, has not executed its program yet: nothing is recorded. */
    bool launching; /* written by events/launch.c */

    struct launched *launched;         /* events/launch.c */
    struct debugging *debugging;       /* running/debugger.c */
    struct leave *leave;               /* running/execution.c */
    struct freezing *freezing;         /* running/freeze.c */
    struct stop *stop;                 /* running/stop.c */
    struct fault_action *fault_action; /* watching/fault_action.c */
    /* A stop signal has stopped all its tasks, or is about to. */
    bool job_stopped; /* events/events.c */
};

/* A thread. */
struct task {
    pid_t tid;
    struct process *process;
    struct task *next, *previous; /* in the process, in order of creation */
    struct task *next_in_bucket;
    bool exiting; /* has passed PTRACE_EVENT_EXIT, or has died */

    bool registers_known; /* `registers` are those of the present stop */
    struct user_regs_struct registers;

    struct call call; /* recording/, account/, targets/operand.c */

    struct motion *motion;             /* running/execution.c */
    struct delivery *delivery;         /* running/delivery.c */
    struct stepping *stepping;         /* running/stepping.c */
    struct step_signals *step_signals; /* running/step_signals.c */
    struct report *report;             /* running/stop.c */
    struct rewinding *rewinding;       /* events/interrupted.c */
    bool is_known_to_gdb;              /* running/debugger.c */
    struct watched *watched;           /* watching/watched.c */
    /* Sleeps until its child has its own memory. */
    bool in_vfork; /* events/creation.c */
    /* Is in a clone from which CLONE_UNTRACED was taken. */
    bool asks_untraced; /* events/creation.c */
    /* Is on its way from PTRACE_EVENT_EXEC to the exit stop of the execve. */
    bool is_executing; /* events/exec.c */
    /* Stands at the entry of a call and waits for its turn (judge_may_enter); 0: does not. */
    uint64_t turn; /* events/judge.c */
};

struct process *tasks_first_process(void);
struct process *tasks_find_process(pid_t pid);
struct task *tasks_find(pid_t tid);

/* The tasks of a process that are not on their way out, in order of creation; NULL ends. */
struct task *tasks_first_living(const struct process *process);
struct task *tasks_next_living(const struct task *task);
/* NULL when it is none of them. */
struct task *tasks_find_living(const struct process *process, pid_t tid);

enum { SHARES_SPACE = 1, SHARES_DESCRIPTORS = 2 };
/* The first task of a process; `creator` is NULL for one that is launched or adopted. */
struct task *tasks_new_process(pid_t pid, const struct process *creator, unsigned shares);
struct task *tasks_new_thread(pid_t tid, struct process *process);
void tasks_set_parent(struct process *process, pid_t parent);
void tasks_begin_exit(struct task *task);
/* Forget a task. Its process stays, even without tasks, until tasks_free_process. */
void tasks_remove(struct task *task);
void tasks_free_process(struct process *process);
/* execve: the process gets an address space and a descriptor table of its own, and only `task` is left of it,
 * under the process's own number. The former space is to be given to tasks_release_space. */
struct address_space *tasks_exec(struct task *task);
void tasks_release_space(struct address_space *space);
/* Those who keep more of a task or a space than a block of memory are told of its end. */
void tasks_on_end(void (*of_task)(struct task *task), void (*of_space)(struct address_space *space));

/* Zeroed memory for what a file keeps of a task or process under its member there; freed with that. */
void *tasks_new_part(size_t size);

/* Registers of a stopped task, read once a stop; NULL when it is gone. */
struct user_regs_struct *task_registers(struct task *task);
/* Write back what has been changed in them. `false` when it is gone. */
bool task_write_registers(struct task *task);
/* It runs, or stands somewhere else now. */
void task_forget_registers(struct task *task);

#endif
