#include "watching/call_access.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>

#include "decoding/call_memory.h"
#include "stacks/stacks.h"
#include "targets/tasks.h"
#include "watching/access_record.h"
#include "watching/regions.h"
#include "watching/watched.h"

void call_access_keep(struct task *task, const struct call_memory *memory) {
    struct watched *watched = watched_of(task);
    if (watched->given == NULL)
        watched->given = tasks_new_part(sizeof *watched->given);
    *watched->given = *memory;
}

void call_access_forget(struct task *task) {
    free(watched_of(task)->given);
    watched_of(task)->given = NULL;
}

/* How many bytes of its pieces a call has used. */
static uint64_t used(const struct call_memory *memory, int64_t result) {
    if (result < 0)
        return memory->kind == ACCESS_READS && !memory->moves_result && result != -EFAULT ? UINT64_MAX : 0;
    return memory->moves_result ? (uint64_t)result * memory->result_size + memory->beyond_result : UINT64_MAX;
}

void call_access_tell(struct task *task, uint16_t number, int64_t result) {
    const struct call_memory *memory = watched_of(task)->given;
    const struct regions *regions = regions_known(task->process->space);
    if (memory == NULL || memory->kind == ACCESS_UNKNOWN || regions == NULL)
        return;
    uint64_t left = used(memory, result);
    for (size_t i = 0; i < memory->count && left > 0; i++) {
        uint64_t length = memory->pieces[i].length < left ? memory->pieces[i].length : left;
        left -= length;
        if (regions_find_in_range(regions, memory->pieces[i].address, memory->pieces[i].address + length) == NULL)
            continue;
        struct access access = {
            .kind = memory->kind,
            .is_by_call = true,
            .call_number = number,
            .stack = stacks_take(task),
            .address = memory->pieces[i].address,
            .length = length,
        };
        access_record(task, &access);
    }
}
