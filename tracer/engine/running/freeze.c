#include "running/freeze.h"

#include <stddef.h>

#include "client/client.h"
#include "running/execution.h"
#include "targets/tasks.h"

struct freezing {
    bool freezes; /* the others are frozen because of its stop */
    bool repeats, steps, stands;
};

static bool mode_is_all = true;
/* The client is told of the freezes by those stops only that its user is shown. */
static bool is_told;

static struct freezing *of(struct process *process) {
    if (process->freezing == NULL)
        process->freezing = tasks_new_part(sizeof *process->freezing);
    return process->freezing;
}

void freeze_set_mode(bool all) {
    mode_is_all = all;
    if (!all)
        freeze_end();
}

bool freeze_is_for_all(void) {
    return mode_is_all;
}

void freeze_begin(struct process *process) {
    if (!mode_is_all)
        return;
    of(process)->freezes = true;
    execution_freeze(FREEZE_BY_STOP);
}

void freeze_tell(void) {
    if (is_told || !mode_is_all)
        return;
    is_told = true;
    client_frozen();
}

static void thaw(void) {
    execution_thaw(FREEZE_BY_STOP);
    if (is_told)
        client_thawed();
    is_told = false;
}

void freeze_end(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        of(process)->freezes = false;
    thaw();
}

static bool any_stop_freezes(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (of(process)->freezes)
            return true;
    return false;
}

void freeze_end_by(struct process *process) {
    of(process)->freezes = false;
    if (!any_stop_freezes())
        thaw();
}

static void update(struct process *process) {
    execution_exempt(process, of(process)->repeats || of(process)->steps || of(process)->stands);
}

bool freeze_by_other_debugger(struct process *process, bool stands) {
    bool stood = of(process)->stands;
    of(process)->stands = stands;
    update(process);
    if (stands) {
        freeze_begin(process);
        freeze_tell();
    } else
        freeze_end_by(process);
    return stood;
}

void freeze_let_repeat(struct process *process, bool repeats) {
    of(process)->repeats = repeats;
    update(process);
}

void freeze_let_step(struct process *process, bool steps) {
    of(process)->steps = steps;
    update(process);
}
