#include "recording/enters.h"

#include <stddef.h>

#include "base/trace.h"
#include "recording/capture.h"
#include "targets/assertion.h"
#include "targets/tasks.h"

/* A viewer wants to know who is waiting, but most calls return at once and need one record only. */
static const uint64_t enter_delay = 5000000;

static struct task *first_waiting, *last_waiting;

void enters_add(struct task *task) {
    struct call *call = &task->call;
    ASSERT(task, !call->waiting);
    call->waiting = true;
    call->next_waiting = NULL;
    call->previous_waiting = last_waiting;
    if (last_waiting != NULL)
        last_waiting->call.next_waiting = task;
    else
        first_waiting = task;
    last_waiting = task;
}

void enters_remove(struct task *task) {
    struct call *call = &task->call;
    if (!call->waiting)
        return;
    call->waiting = false;
    if (call->previous_waiting != NULL)
        call->previous_waiting->call.next_waiting = call->next_waiting;
    else
        first_waiting = call->next_waiting;
    if (call->next_waiting != NULL)
        call->next_waiting->call.previous_waiting = call->previous_waiting;
    else
        last_waiting = call->previous_waiting;
}

void enters_write(struct task *task) {
    struct call *call = &task->call;
    if (!call->waiting)
        return;
    enters_remove(task);
    call->entered = true;
    trace_begin(RECORD_ENTER);
    trace_u64(call->enter_time);
    trace_u32((uint32_t)task->tid);
    trace_u32(call->number);
    trace_bytes(call->arguments, sizeof call->arguments);
    trace_u32(call->stack);
    trace_u16(call->capture_count);
    trace_u16(0);
    trace_bytes(call->captures.data, call->captures.length);
    trace_end();
    capture_release(call);
}

void enters_write_except(const struct task *task) {
    for (struct task *waiting = first_waiting, *next; waiting != NULL; waiting = next) {
        next = waiting->call.next_waiting;
        if (waiting != task)
            enters_write(waiting);
    }
}

uint64_t enters_write_old(void) {
    uint64_t now = first_waiting != NULL ? trace_now() : 0;
    while (first_waiting != NULL && first_waiting->call.enter_time + enter_delay <= now)
        enters_write(first_waiting);
    return first_waiting != NULL ? first_waiting->call.enter_time + enter_delay : 0;
}
