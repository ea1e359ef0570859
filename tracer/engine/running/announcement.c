#include "running/announcement.h"

#include <stdio.h>
#include <string.h>

#include "account/contents.h"
#include "base/registers.h"
#include "base/trace.h"
#include "client/client.h"
#include "recording/records.h"
#include "running/freeze.h"
#include "running/stop.h"
#include "targets/assertion.h"
#include "targets/tasks.h"

static enum stop_reason reason_of(enum stop_kind kind) {
    switch (kind) {
    case STOP_BREAKPOINT:
    case STOP_WATCHPOINT:
        return REASON_BREAKPOINT;
    case STOP_STEP:
        return REASON_STEP;
    case STOP_PAUSE:
        return REASON_PAUSE;
    case STOP_SIGNAL:
        return REASON_SIGNAL;
    case STOP_ENTRY:
    case STOP_EXEC:
        return REASON_ENTRY;
    }
    return REASON_PAUSE;
}

static const char *word_for(enum stop_reason reason) {
    switch (reason) {
    case REASON_BREAKPOINT:
        return "breakpoint";
    case REASON_STEP:
        return "step";
    case REASON_PAUSE:
        return "pause";
    case REASON_SIGNAL:
        return "signal";
    case REASON_ENTRY:
        return "entry";
    }
    return "pause";
}

static void write_stop(struct process *process, struct task *task) {
    struct stop *stop = stop_of(process);
    freeze_begin(process);
    freeze_tell();
    if (!stop->is_recorded) {
        contents_append();
        record_stop(task, reason_of(stop->kind), freeze_is_for_all(), stop->signal);
    }
    stop->is_recorded = true;
    trace_flush();
}

void announce_held(struct process *process, struct task *task) {
    const struct stop *stop = stop_of(process);
    const struct user_regs_struct *registers = task_registers(task);
    switch (stop->hold) {
    case HOLD_NONE:
        break;
    case HOLD_LAUNCH:
        trace_flush();
        client_held(process->pid, "launch", "");
        break;
    case HOLD_EXEC:
        trace_flush();
        client_held(process->pid, "exec", "");
        break;
    case HOLD_BREAKPOINT: {
        char address[32];
        snprintf(address, sizeof address, "%llx", registers != NULL ? (unsigned long long)registers_program_counter(registers) : 0);
        write_stop(process, task);
        client_held(process->pid, "breakpoint", address);
        break;
    }
    case HOLD_SIGNAL: {
        char number[32];
        snprintf(number, sizeof number, "%d", stop->signal);
        write_stop(process, task);
        client_held(process->pid, "signal", number);
        break;
    }
    }
}

void announce_stopped(struct process *process, struct task *task) {
    ASSERT(process, stop_of(process)->state == STOP_REACHED);
    write_stop(process, task);
    client_stopped(process->pid, word_for(reason_of(stop_of(process)->kind)));
}

void announce_resumed(struct process *process) {
    if (stop_of(process)->audience == AUDIENCE_USER)
        client_resumed(process->pid);
    stop_of(process)->audience = AUDIENCE_GDB;
}

void announce_going_on(struct process *process) {
    struct stop *stop = stop_of(process);
    if (!stop->is_recorded)
        return;
    const struct task *task = tasks_find_living(process, stop->tid);
    if (task == NULL)
        task = process->first_task;
    if (task != NULL)
        record_resume(task);
    stop->is_recorded = false;
}

/* The thread in which the program itself runs: the process's first. */
static struct task *leader_of(struct process *process) {
    struct task *leader = tasks_find_living(process, process->pid);
    return leader != NULL ? leader : process->first_task;
}

bool announce_stopped_elsewhere(struct process *process, const char *word) {
    static const enum stop_reason reasons[] = { REASON_BREAKPOINT, REASON_STEP, REASON_PAUSE, REASON_ENTRY };
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        if (strcmp(word, word_for(reasons[i])) != 0)
            continue;
        freeze_by_other_debugger(process, true);
        if (leader_of(process) != NULL)
            record_stop_elsewhere(leader_of(process), reasons[i], freeze_is_for_all());
        trace_flush();
        return true;
    }
    return false;
}

void announce_going_on_elsewhere(struct process *process) {
    if (freeze_by_other_debugger(process, false) && leader_of(process) != NULL)
        record_resume(leader_of(process));
}
