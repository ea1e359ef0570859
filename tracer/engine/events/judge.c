#include "events/judge.h"

#include <stdint.h>

#include "account/contents.h"
#include "account/snapshot.h"
#include "base/options.h"
#include "base/process_state.h"
#include "events/creation.h"
#include "recording/calls.h"
#include "recording/enters.h"
#include "running/execution.h"
#include "targets/assertion.h"
#include "targets/tasks.h"

/* Two looks with the same outcome and no event between them: a task woken in between would have shown itself. Where
 * the kernel sleeps without being interruptible, it is usually for a disk and for a short time. */
enum { looks_needed = 2, looks_needed_for_disk = 200 };

static bool waiting;
static unsigned quiet_looks;
static uint64_t next_at;

void judge_call_returned(void) {
    if (options.judge == 0 || waiting)
        return;
    if (next_at == 0)
        next_at = options.judge;
    if (calls_returned() < next_at)
        return;
    waiting = true;
    quiet_looks = 0;
    execution_freeze(FREEZE_BY_JUDGE);
}

void judge_disturbed(void) {
    quiet_looks = 0;
}

enum rest { MOVING, AT_REST, ASLEEP, ASLEEP_FOR_DISK };

static enum rest rest_of(struct task *task) {
    char state = process_state(task->tid, NULL);
    /* A SIGKILL moves a task on from any stop; its exit stop has not been reported yet. */
    if (execution_stands(task))
        return state == 't' ? AT_REST : MOVING;
    if (task->exiting)
        /* A leader whose threads live on is a zombie that nobody is told of yet. */
        return state == 'Z' && task->process->first_task != task->process->last_task ? AT_REST : MOVING;
    if (!call_is_inside(task))
        return MOVING;
    if ((state != 'S' && state != 'D') || !process_is_asleep(task->tid))
        return MOVING;
    return state == 'S' || creation_is_in_vfork(task) || process_awaits_program(task->tid) ? ASLEEP : ASLEEP_FOR_DISK;
}

static unsigned looks_needed_now(void) {
    unsigned needed = looks_needed;
    for (const struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->launching)
            continue;
        for (struct task *task = process->first_task; task != NULL; task = task->next)
            switch (rest_of(task)) {
            case MOVING:
                return UINT32_MAX;
            case ASLEEP_FOR_DISK:
                needed = looks_needed_for_disk;
                break;
            case AT_REST:
            case ASLEEP:
                break;
            }
    }
    return needed;
}

/* ---- One at a time ---- */

static uint64_t last_turn;

static bool moves_in_kernel(struct task *task) {
    if (!call_is_inside(task) && !task->exiting)
        return false;
    enum rest rest = rest_of(task);
    return rest == MOVING || (rest == ASLEEP_FOR_DISK && !creation_is_in_vfork(task));
}

static bool others_move_in_kernel(const struct task *except) {
    for (const struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->launching)
            continue;
        for (struct task *task = process->first_task; task != NULL; task = task->next)
            if (task != except && moves_in_kernel(task))
                return true;
    }
    return false;
}

static void set_turn(struct task *task, uint64_t turn) {
    task->turn = turn;
    execution_let_wait(task, turn != 0);
}

void judge_forget_turn(struct task *task) {
    set_turn(task, 0);
}

static struct task *next_in_turn(void) {
    struct task *first = NULL;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        for (struct task *task = process->first_task; task != NULL; task = task->next)
            if (task->turn != 0 && (first == NULL || task->turn < first->turn))
                first = task;
    return first;
}

bool judge_is_waiting(void) {
    return waiting || (options.judge != 0 && next_in_turn() != NULL);
}

bool judge_may_enter(struct task *task) {
    if (options.judge == 0)
        return true;
    struct task *next = next_in_turn();
    if ((next == NULL || next == task) && !others_move_in_kernel(task)) {
        set_turn(task, 0);
        return true;
    }
    if (task->turn == 0)
        set_turn(task, ++last_turn);
    return false;
}

struct task *judge_find_turn(void) {
    struct task *task = next_in_turn();
    if (task != NULL)
        ASSERT(task, execution_is_stopped(task));
    return task != NULL && execution_allows(task) && !others_move_in_kernel(task) ? task : NULL;
}

/* ---- Snapshots ---- */

static void write_enters_of_sleepers(void) {
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next)
        for (struct task *task = process->first_task; task != NULL; task = task->next)
            if (call_is_inside(task))
                enters_write(task);
}

bool judge_look(void) {
    bool somebody_waits = next_in_turn() != NULL;
    if (!waiting)
        return somebody_waits;
    unsigned needed = looks_needed_now();
    if (needed == UINT32_MAX) {
        quiet_looks = 0;
        return true;
    }
    if (++quiet_looks < needed)
        return true;
    write_enters_of_sleepers();
    snapshot_take();
    /* A timer may have woken somebody while the kernel was being read. */
    if (looks_needed_now() == UINT32_MAX) {
        quiet_looks = 0;
        return true;
    }
    contents_append();
    snapshot_write();
    waiting = false;
    next_at = calls_returned() + options.judge;
    execution_thaw(FREEZE_BY_JUDGE);
    return somebody_waits;
}
