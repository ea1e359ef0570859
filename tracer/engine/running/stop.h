/* What is known of a process's stop, and the two ways in and out of it. For stops.c, resumption.c and announcement.c. */
#ifndef IPCSCOPE_STOP_H
#define IPCSCOPE_STOP_H

#include <stdbool.h>
#include <sys/types.h>

#include "running/debugger.h"

struct process;
struct task;

/* What a process is held for, for the client. */
enum hold { HOLD_NONE, HOLD_LAUNCH, HOLD_EXEC, HOLD_BREAKPOINT, HOLD_SIGNAL };

/* Running, being brought to a stop, or stopped and told so. */
enum stop_state { STOP_NONE, STOP_BEGUN, STOP_REACHED };

/* Whom a stop for gdb concerns. */
enum audience {
    AUDIENCE_GDB,    /* gdb alone, as far as is known … */
    AUDIENCE_USER,   /* … until gdb shows it to its user: the client was told `stopped` */
    AUDIENCE_CLIENT, /* gdb and the client, which asked for it (`unseen`) */
};

struct stop {
    enum stop_state state;
    enum hold hold;
    pid_t tid; /* the task for which the process stands still */
    enum stop_kind kind;
    int signal; /* that is about to be delivered, or 0 */
    enum audience audience;
    bool is_recorded;            /* there is a `stop` record without its `resume` */
    bool unseen_is_wanted;       /* the client's command `unseen` */
    bool was_held_at_breakpoint; /* before its gdb took it over */
    bool has_joined;             /* its gdb was told of a stop */
};

struct stop *stop_of(struct process *process);

/* Something that a task has to report, and that its gdb is not told of yet. */
struct report {
    bool is_due;
    enum stop_kind kind;
    int signal;
};

struct report *report_of(struct task *task);

/* Bring the task's process to a stop, of which the task is the reason. */
void stop_begin(struct task *task, enum stop_kind kind, int signal);
/* The process runs on, whatever it was stopped or held for. */
void stop_run_on(struct process *process);

/* Whether a process may have come to rest since this was asked, or it was noted that one may come. */
bool stop_take_due(void);
void stop_note_due(void);

#endif
