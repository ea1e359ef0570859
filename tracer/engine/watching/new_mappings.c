#include "watching/new_mappings.h"

#include <stddef.h>
#include <stdio.h>

#include "recording/records.h"
#include "targets/tasks.h"
#include "watching/injection.h"
#include "watching/protection.h"
#include "watching/refusal.h"
#include "watching/regions.h"

void new_mappings_refuse(struct task *task, struct regions *regions) {
    char sentence[160];
    regions->is_refused = true;
    regions_forget_list(regions);
    snprintf(sentence, sizeof sentence, "Process %d has a seccomp filter of its own: its accesses to shared memory are not recorded.",
             (int)task->process->pid);
    record_note(sentence);
}

bool new_mappings_read(struct injection *injection, struct regions *regions) {
    if (regions->is_refused)
        return false;
    regions_read(regions, injection->task->tid);
    if (regions->count > 0 && refusal_has_own_filter(injection->task))
        new_mappings_refuse(injection->task, regions);
    return !regions->is_refused;
}

void new_mappings_close(struct injection *injection, struct regions *regions) {
    for (size_t i = 0; i < regions->count; i++) {
        struct region *region = &regions->list[i];
        if (!region->is_changing)
            continue;
        region->is_changing = false;
        protection_close(injection, region, region->start, region->end);
    }
}
