#include "running/stops.h"

#include <stddef.h>

#include "running/announcement.h"
#include "running/execution.h"
#include "running/freeze.h"
#include "running/stepping.h"
#include "running/stop.h"
#include "targets/tasks.h"

static void (*launch_is_held)(void);

void stops_on_launch(void (*is_held)(void)) {
    launch_is_held = is_held;
}

/* ---- Requesting ---- */

static void keep_report(struct task *task, enum stop_kind kind, int signal) {
    *report_of(task) = (struct report){ true, kind, signal };
}

void stops_request(struct task *task, enum stop_kind kind, int signal) {
    if (stop_of(task->process)->state == STOP_NONE)
        stop_begin(task, kind, signal);
    else if (kind == STOP_SIGNAL || kind == STOP_WATCHPOINT || kind == STOP_EXEC)
        keep_report(task, kind, signal);
}

static enum stop_kind kind_of(enum hold reason) {
    return reason == HOLD_BREAKPOINT ? STOP_BREAKPOINT : reason == HOLD_SIGNAL ? STOP_SIGNAL : STOP_ENTRY;
}

void stops_hold(struct task *task, enum hold reason, int signal) {
    struct stop *stop = stop_of(task->process);
    if (stop->state == STOP_NONE) {
        stop->hold = reason;
        stop_begin(task, kind_of(reason), signal);
    } else if (reason == HOLD_SIGNAL) {
        keep_report(task, STOP_SIGNAL, signal);
    }
}

void stops_interrupt(struct process *process) {
    struct task *task = tasks_first_living(process);
    stop_note_due();
    if (stop_of(process)->state == STOP_NONE && task != NULL)
        stop_begin(task, STOP_PAUSE, 0);
}

void stops_forget_report(struct task *task) {
    report_of(task)->is_due = false;
}

void stops_set_unseen(struct process *process) {
    stop_of(process)->unseen_is_wanted = true;
}

/* ---- Reporting ---- */

static bool is_at_rest(const struct process *process) {
    for (struct task *task = process->first_task; task != NULL; task = task->next)
        if (!execution_is_stopped(task) && !task->exiting)
            return false;
    return true;
}

/* gdb is told of a stop. The others freeze at once, the trace and the client are told if the user is, too. */
static void join_gdb(struct process *process) {
    struct stop *stop = stop_of(process);
    bool is_unseen = stop->unseen_is_wanted && (stop->kind == STOP_PAUSE || stop->hold != HOLD_NONE);
    if (!stop->has_joined && stop->hold == HOLD_NONE)
        stop->kind = STOP_ENTRY;
    stop->has_joined = true;
    stop->was_held_at_breakpoint = stop->hold == HOLD_BREAKPOINT;
    stop->hold = HOLD_NONE;
    stop->audience = is_unseen ? AUDIENCE_CLIENT : AUDIENCE_GDB;
    if (!is_unseen)
        freeze_begin(process);
}

static void tell_gdb(struct process *process, struct task *task) {
    const struct stop *stop = stop_of(process);
    enum stop_kind kind = stop->kind;
    if (debugger_is_connected(process))
        join_gdb(process);
    /* One that is leaving detaches now; one that nobody has connected to yet changes nothing. */
    debugger_report_stop(process, task, kind, stop->signal);
}

static void finish(struct process *process) {
    struct stop *stop = stop_of(process);
    struct task *task = stops_task(process, &(int){ 0 });
    if (task == NULL)
        return; /* all of them are on their way out */
    stop->tid = task->tid;
    stop->state = STOP_REACHED;
    for (struct task *each = process->first_task; each != NULL; each = each->next) {
        execution_keep(each, false);
        stepping_ask(each, STEP_NONE, 0, 0);
    }
    bool is_for_gdb = debugger_is_connected(process);
    if (debugger_of(process) != NULL)
        tell_gdb(process, task);
    if (is_for_gdb || stop->state != STOP_REACHED)
        return;
    if (stop->hold == HOLD_NONE) {
        stop_run_on(process);
        return;
    }
    announce_held(process, task);
    if (stop->hold == HOLD_LAUNCH)
        launch_is_held();
}

void stops_run_due(void) {
    if (!stop_take_due())
        return;
    for (struct process *process = tasks_first_process(), *next; process != NULL; process = next) {
        next = process->next;
        const struct stop *stop = stop_of(process);
        if (stop->state != STOP_BEGUN)
            continue;
        if (is_at_rest(process))
            finish(process);
        if (stop->state == STOP_BEGUN)
            stop_note_due();
    }
}

void stops_gdb_may_have_connected(struct process *process) {
    const struct stop *stop = stop_of(process);
    if (stop->hold != HOLD_NONE && stop->state == STOP_REACHED && debugger_is_connected(process))
        join_gdb(process);
}

void stops_present(struct process *process) {
    struct stop *stop = stop_of(process);
    struct task *task = stop->state == STOP_REACHED ? stops_task(process, &(int){ 0 }) : NULL;
    if (task == NULL || stop->audience != AUDIENCE_GDB)
        return;
    stop->audience = AUDIENCE_USER;
    freeze_let_step(process, false);
    announce_stopped(process, task);
}

/* ---- Questions ---- */

bool stops_is_stopped(struct process *process) {
    return stop_of(process)->state == STOP_REACHED && tasks_first_living(process) != NULL;
}

bool stops_is_held(struct process *process, enum hold reason) {
    return stop_of(process)->state == STOP_REACHED && stop_of(process)->hold == reason;
}

struct task *stops_task(struct process *process, int *signal) {
    const struct stop *stop = stop_of(process);
    struct task *task = tasks_find_living(process, stop->tid);
    *signal = stop->kind == STOP_SIGNAL ? stop->signal : 0;
    return task != NULL ? task : tasks_first_living(process);
}
