#include "watching/switching.h"

#include <stddef.h>

#include "recording/calls.h"
#include "running/execution.h"
#include "running/neighbours.h"
#include "targets/tasks.h"
#include "watching/fault_action.h"
#include "watching/injection.h"
#include "watching/new_mappings.h"
#include "watching/open_calls.h"
#include "watching/protection.h"
#include "watching/regions.h"

static bool is_on;

bool switching_is_on(void) {
    return is_on;
}

bool switching_is_due(const struct regions *regions) {
    return regions->is_to_switch;
}

/* ---- Asking for it ---- */

/* One that is in a call comes by at its end. */
static void bring_to_stop(struct task *task) {
    if (task->exiting || call_is_inside(task))
        return;
    if (execution_is_stopped(task))
        execution_interrupt_again(task);
    else if (!execution_stands(task))
        execution_interrupt(task);
}

void switching_request(bool on) {
    is_on = on;
    execution_see_calls(on);
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->launching)
            continue;
        regions_of(process->space)->is_to_switch = true;
        for (struct task *task = process->first_task; task != NULL; task = task->next)
            bring_to_stop(task);
    }
}

/* ---- Doing it ---- */

/* What the calls are given that other tasks are in, nobody has looked at: all is open for them. */
static void open_for_call(struct task *task, struct regions *regions) {
    if (call_is_inside(task) || execution_is_in_seen_call(task))
        for (size_t i = 0; i < regions->count; i++)
            open_calls_add(task, &regions->list[i]);
}

static void open_for_calls(struct task *task, struct regions *regions) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        for (struct task *other = process->first_task; process->space == task->process->space && other != NULL; other = other->next)
            if (other != task)
                open_for_call(other, regions);
}

static void begin(struct injection *injection, struct regions *regions) {
    fault_action_ask(injection);
    if (!new_mappings_read(injection, regions))
        return;
    open_for_calls(injection->task, regions);
    new_mappings_close(injection, regions);
}

static void end(struct injection *injection, struct regions *regions) {
    for (size_t i = 0; i < regions->count; i++)
        protection_open(injection, &regions->list[i], regions->list[i].start, regions->list[i].end);
    regions_forget_list(regions);
}

void switching_perform(struct injection *injection, struct regions *regions) {
    regions->is_to_switch = false;
    neighbours_hold(injection->task);
    end(injection, regions);
    if (is_on)
        begin(injection, regions);
}
