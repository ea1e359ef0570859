#include "watching/open_calls.h"

#include <stddef.h>

#include "targets/tasks.h"
#include "watching/injection.h"
#include "watching/protection.h"
#include "watching/regions.h"
#include "watching/watched.h"

bool open_calls_add(struct task *task, struct region *region) {
    struct watched *watched = watched_of(task);
    for (unsigned i = 0; i < watched->opened_count; i++)
        if (watched->opened[i] == region->start)
            return false;
    if (watched->opened_count == opened_at_most) {
        regions_of(task->process->space)->is_to_close = true;
        return true;
    }
    watched->opened[watched->opened_count++] = region->start;
    return region->open_calls++ == 0;
}

bool open_calls_any(struct task *task) {
    return watched_of(task)->opened_count > 0;
}

void open_calls_close(struct injection *injection, struct regions *regions) {
    struct watched *watched = watched_of(injection->task);
    for (unsigned i = 0; i < watched->opened_count; i++) {
        struct region *region = regions_find(regions, watched->opened[i]);
        /* Another call may have unmapped it. */
        if (region != NULL && region->open_calls > 0 && --region->open_calls == 0 && !region->is_changing)
            protection_close(injection, region, region->start, region->end);
    }
    watched->opened_count = 0;
}

void open_calls_forget(struct task *task) {
    watched_of(task)->opened_count = 0;
}
