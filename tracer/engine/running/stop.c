#include "running/stop.h"

#include <stddef.h>

#include "running/execution.h"
#include "running/freeze.h"
#include "targets/assertion.h"
#include "targets/tasks.h"

static bool is_due;

struct stop *stop_of(struct process *process) {
    if (process->stop == NULL)
        process->stop = tasks_new_part(sizeof *process->stop);
    return process->stop;
}

struct report *report_of(struct task *task) {
    if (task->report == NULL)
        task->report = tasks_new_part(sizeof *task->report);
    return task->report;
}

void stop_begin(struct task *task, enum stop_kind kind, int signal) {
    struct process *process = task->process;
    struct stop *stop = stop_of(process);
    ASSERT(task, stop->state != STOP_BEGUN);
    stop->state = STOP_BEGUN;
    stop->tid = task->tid;
    stop->kind = kind;
    stop->signal = signal;
    stop_note_due();
    freeze_let_repeat(process, false);
    execution_hold(process);
    execution_interrupt_process(process);
}

void stop_run_on(struct process *process) {
    struct stop *stop = stop_of(process);
    stop->hold = HOLD_NONE;
    stop->state = STOP_NONE;
    execution_release(process);
    execution_settle_process(process);
}

void stop_note_due(void) {
    is_due = true;
}

bool stop_take_due(void) {
    bool was_due = is_due;
    is_due = false;
    return was_due;
}
