#include "running/neighbours.h"

#include <errno.h>
#include <sched.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/ptrace.h>

#include "base/process_state.h"
#include "recording/calls.h"
#include "running/execution.h"
#include "targets/tasks.h"

/* The kernel answers requests about a task that is stopped; also when nobody has been told of the stop. */
static bool stands(const struct task *task) {
    errno = 0;
    ptrace(PTRACE_PEEKUSER, task->tid, 0, 0);
    return errno == 0;
}

static bool is_gone(const struct task *task) {
    char state = process_state(task->tid, NULL);
    return state == 'Z' || state == 'X';
}

static bool is_to_be_held(struct task *task) {
    /* At the end of its call it stops by itself. */
    return !task->exiting && !execution_stands(task) && !call_is_inside(task) && !execution_is_in_seen_call(task);
}

static void wait_for(const struct task *task) {
    enum { looks_between_questions = 1000 };
    for (unsigned looks = 1; !stands(task); looks++) {
        if (looks % looks_between_questions == 0 && is_gone(task))
            return;
        sched_yield();
    }
}

static void for_each(struct task *task, void (*act)(struct task *other)) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->space != task->process->space)
            continue;
        for (struct task *other = process->first_task; other != NULL; other = other->next)
            if (other != task && is_to_be_held(other))
                act(other);
    }
}

static void hold(struct task *other) {
    if (!stands(other))
        execution_interrupt(other);
    wait_for(other);
}

void neighbours_hold(struct task *task) {
    for_each(task, hold);
}

/* ---- For a whole call ---- */

/* Each of another address space. */
static struct task *keepers[64];
static size_t keeper_count;

void neighbours_keep(struct task *task) {
    for (size_t i = 0; i < keeper_count; i++)
        if (keepers[i]->process->space == task->process->space)
            return;
    neighbours_hold(task);
    if (keeper_count == sizeof keepers / sizeof *keepers)
        return;
    keepers[keeper_count++] = task;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (process->space == task->process->space)
            execution_leave_alone(process, task);
}

/* Some may have left for a new address space meanwhile (execve(2)). */
void neighbours_let_go(struct task *task) {
    size_t i = 0;
    while (i < keeper_count && keepers[i] != task)
        i++;
    if (i == keeper_count)
        return;
    keepers[i] = keepers[--keeper_count];
    execution_leave_no_longer(task);
}

/* In its call; or for ever: nobody is told of the end of a leader whose threads live on. */
static bool is_asleep(struct task *task) {
    char state = process_state(task->tid, NULL);
    if (is_gone(task))
        return true;
    return !execution_is_stopped(task) && (state == 'S' || state == 'D') && process_is_asleep(task->tid);
}

bool neighbours_look(void) {
    for (size_t i = keeper_count; i > 0; i--)
        if (is_asleep(keepers[i - 1]))
            neighbours_let_go(keepers[i - 1]);
    return keeper_count > 0;
}
