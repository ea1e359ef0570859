#include "running/resumption.h"

#include "recording/records.h"
#include "running/announcement.h"
#include "running/delivery.h"
#include "running/execution.h"
#include "running/freeze.h"
#include "running/step_signals.h"
#include "running/stepping.h"
#include "running/stop.h"
#include "targets/assertion.h"
#include "targets/tasks.h"

void resume_held(struct process *process) {
    if (stop_of(process)->hold == HOLD_NONE)
        return;
    announce_going_on(process);
    freeze_end_by(process);
    stop_run_on(process);
}

/* Where no stop is left, it is clear that nobody is frozen. */
static bool any_is_stopped(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (stop_of(process)->is_recorded)
            return true;
    return false;
}

void resume_frozen(void) {
    freeze_end();
    if (!freeze_is_for_all() || !any_is_stopped())
        return;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (!process->launching && !stop_of(process)->is_recorded && process->first_task != NULL)
            record_resume(process->first_task);
}

void resume_left(struct process *process) {
    for (struct task *task = process->first_task; task != NULL; task = task->next) {
        execution_keep(task, false);
        stepping_ask(task, STEP_NONE, 0, 0);
        report_of(task)->is_due = false;
    }
    announce_going_on(process);
    announce_resumed(process);
    stop_of(process)->has_joined = false;
    stop_run_on(process);
    resume_frozen();
}

/* ---- As gdb wishes ---- */

static const struct resume_action *action_for(const struct task *task, const struct resume_action *actions, size_t count) {
    static const struct resume_action stay = { .kind = RESUME_NONE };
    for (size_t i = 0; i < count; i++)
        if (actions[i].tid == 0 || actions[i].tid == task->tid)
            return &actions[i];
    return &stay;
}

/* A task that is to run and has something to say before; what it was to say may be void by now. */
static struct task *find_reporter(const struct process *process, const struct resume_action *actions, size_t count) {
    for (struct task *task = process->first_task; task != NULL; task = task->next) {
        struct report *report = report_of(task);
        if (action_for(task, actions, count)->kind == RESUME_NONE || !report->is_due)
            continue;
        report->is_due = false;
        if (report->kind != STOP_WATCHPOINT || debugger_is_watchpoint_hit(task))
            return task;
    }
    return NULL;
}

static enum step step_of(enum resume_kind kind) {
    return kind == RESUME_STEP ? STEP_ONE : kind == RESUME_RANGE ? STEP_RANGE : STEP_NONE;
}

static void apply(struct task *task, const struct resume_action *action, bool was_presented) {
    execution_keep(task, action->kind == RESUME_NONE);
    if (action->kind == RESUME_NONE)
        return;
    stepping_ask(task, step_of(action->kind), action->range_start, action->range_end);
    step_signals_resumed(task, stepping_is_asked(task), was_presented);
    delivery_decide(task, action->signal);
}

void resume_stopped(struct process *process, const struct resume_action *actions, size_t count) {
    struct stop *stop = stop_of(process);
    ASSERT(process, stop->state == STOP_REACHED);
    struct task *reporter = find_reporter(process, actions, count);
    if (reporter != NULL) {
        stop_begin(reporter, report_of(reporter)->kind, report_of(reporter)->signal);
        stop->is_recorded = false;
        return;
    }
    enum audience audience = stop->audience;
    stop->unseen_is_wanted = false;
    if (audience == AUDIENCE_CLIENT) {
        stop->audience = AUDIENCE_GDB;
        freeze_let_repeat(process, stop->was_held_at_breakpoint);
    } else {
        announce_going_on(process);
        announce_resumed(process);
    }
    stop->state = STOP_NONE;
    execution_release(process);
    for (struct task *task = process->first_task; task != NULL; task = task->next)
        apply(task, action_for(task, actions, count), audience == AUDIENCE_USER);
    if (audience == AUDIENCE_GDB)
        freeze_end_by(process);
    else if (audience == AUDIENCE_USER)
        resume_frozen();
    execution_settle_process(process);
}
