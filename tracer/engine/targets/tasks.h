/* The targets: processes, their tasks (threads), and what processes share. This file owns their creation, their
 * relations and their end; what a task is doing is written here by the files that drive it. */
#ifndef IPCSCOPE_TASKS_H
#define IPCSCOPE_TASKS_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/user.h>

#include "base/bytes.h"
#include "running/step_signals.h"
#include "targets/target.h"

struct layout; /* modules.h: which files are mapped where */

struct address_space {
    unsigned references; /* processes */
    struct breakpoints *breakpoints;
    struct layout *layout; /* shared by forked processes until one's changes; NULL when not read yet */
    uint64_t layout_read_at;
    bool layout_was_useless; /* the last reading did not explain the addresses that it was made for */
};

/* Which descriptors of a table can seek, as far as asked. Shared as the descriptor table is. */
struct descriptor_cache {
    unsigned references;
    bool tables_differ; /* those who share this have tables of their own: nothing is remembered */
    uint8_t known[256]; /* enum below, by descriptor number */
};
enum { SEEK_UNKNOWN, SEEK_POSSIBLE, SEEK_IMPOSSIBLE };

enum hold { HOLD_NONE, HOLD_LAUNCH, HOLD_EXEC, HOLD_BREAKPOINT, HOLD_SIGNAL };

/* A gdb's view: running, being brought to a stop, or stopped and told so. */
enum debug_state { DEBUG_RUNNING, DEBUG_STOPPING, DEBUG_STOPPED };

struct process {
    pid_t pid, parent;
    struct process *next, *previous; /* in order of creation */
    struct task *first_task, *last_task;
    struct address_space *space;
    struct descriptor_cache *descriptors;
    int program;    /* which of the launched programs this is, or -1 */
    bool at_launch; /* has just executed that program */
    bool launching; /* forked by the engine, has not executed its program yet: nothing is recorded */

    bool job_stopped; /* a stop signal has stopped all its tasks, or is about to */

    struct gdb *gdb;
    bool pass_signals[65]; /* delivered without telling gdb */

    bool gdb_has_joined; /* its gdb was told of a stop */
    enum hold hold;
    enum debug_state debug_state;
    pid_t stop_tid; /* of a held or stopped process: the task for which it stands still … */
    enum stop_kind stop_kind;
    int stop_signal;
    bool stop_presented; /* gdb has shown it to its user, and the client was told `stopped` */
    bool stop_recorded;  /* there is a `stop` record without its `resume` */
    bool stop_freezes;   /* the others are frozen because of it */
    bool unseen_wanted;  /* the client's command `unseen` */
    bool stop_is_unseen;
    bool was_held_at_breakpoint;
    bool runs_while_frozen; /* it goes on unseen, to hit the breakpoint for which it was held once more for its gdb */
    bool finishes_step;     /* the client's command `stepping`: others' stops do not freeze it */
};

/* A call is inside the kernel from its entry stop to its exit stop. When the result at the exit stop says
 * "interrupted", the task's next stop tells whether a signal or the engine was the reason: until then it is unsettled. */
enum call_phase { CALL_NONE, CALL_INSIDE, CALL_UNSETTLED };

struct call {
    enum call_phase phase;
    bool entered;    /* its `enter` record is written */
    bool unrecorded; /* the execve that starts a launched program */
    bool waiting;    /* in the list of those whose `enter` is not */
    uint32_t number;
    uint64_t arguments[6];
    uint64_t enter_time, exit_time;
    int64_t result;
    bool disturbed;       /* the engine has interrupted it */
    uint64_t transferred; /* … when so many bytes of a write had gone, and it goes on with the rest */
    uint32_t stack;
    uint16_t capture_count; /* of the entry, encoded in `captures` */
    struct bytes captures;
    struct task *next_waiting, *previous_waiting;
};

enum step { STEP_NONE, STEP_ONE, STEP_RANGE };

struct task {
    pid_t tid;
    struct process *process;
    struct task *next, *previous; /* in the process, in order of creation */
    struct task *next_in_bucket;

    bool stopped;       /* in a ptrace stop that the engine has seen */
    bool interrupting;  /* PTRACE_INTERRUPT was sent, its stop has not been seen */
    bool listening;     /* resumed into a group-stop with PTRACE_LISTEN */
    bool group_stopped; /* `stopped`, and to be resumed with PTRACE_LISTEN */
    bool exiting;       /* has passed PTRACE_EVENT_EXIT */
    int signal;         /* to be delivered on resumption */
    bool signal_waits;  /* gdb decides what becomes of `signal_information`, recorded when it is delivered */
    siginfo_t signal_information;

    bool registers_known; /* `registers` are those of the present stop */
    struct user_regs_struct registers;

    struct call call;
    bool restarts_by_block; /* its call goes on as restart_syscall(2), which is not in the filter */
    bool rewound;           /* we made it repeat its call; undone if a signal comes before it runs */
    int64_t rewound_number;
    uint64_t rewound_to;
    uint64_t turn;      /* stands at the entry of a call and waits for its turn (judge_may_enter); 0: does not */
    bool in_vfork;      /* sleeps until its child has its own memory */
    bool exec_stop_due; /* at the exit stop of execve the process is to be held or reported */

    enum step step;
    uint64_t range_start, range_end;
    uint64_t standing_on;  /* the breakpoint that it was moved back onto, or 0 */
    bool stepping_over;    /* … and that is lifted while it makes one step */
    bool was_stepped;      /* resumed for one instruction … */
    uint64_t stepped_from; /* … which lies here */
    bool step_trap_due;    /* perhaps: another stop came before the trap of its step */
    bool at_call_entry;    /* or in the middle of a call, at an event's stop */
    struct step_signals step_signals;
    int pass_once; /* a signal that gdb has us send: not to be told of when it comes */
    bool is_known_to_gdb;
    bool kept;       /* its gdb resumed others only */
    bool has_report; /* an event that gdb is not told of yet */
    enum stop_kind report_kind;
    int report_signal;
};

struct process *tasks_first_process(void);
struct process *tasks_find_process(pid_t pid);
struct task *tasks_find(pid_t tid);

enum { SHARES_SPACE = 1, SHARES_DESCRIPTORS = 2 };
/* The first task of a process; `parent` is NULL for a launched one. */
struct task *tasks_new_process(pid_t pid, struct process *parent, unsigned shares);
struct task *tasks_new_thread(pid_t tid, struct process *process);
/* Forget a task. Its process stays, even without tasks, until tasks_free_process. */
void tasks_remove(struct task *task);
void tasks_free_process(struct process *process);
/* execve: the process gets an address space and a descriptor table of its own, and only `task` is left of it,
 * under the process's own number. */
void tasks_exec(struct task *task);

/* Registers of a stopped task, read once a stop; NULL when it is gone. */
struct user_regs_struct *task_registers(struct task *task);
bool task_write_registers(struct task *task);

#endif
