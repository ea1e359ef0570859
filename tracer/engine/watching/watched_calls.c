#include "watching/watched_calls.h"

#include <stddef.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#include "base/registers.h"
#include "decoding/call_memory.h"
#include "recording/records.h"
#include "running/execution.h"
#include "targets/tasks.h"
#include "watching/call_access.h"
#include "watching/fault_action.h"
#include "watching/injection.h"
#include "watching/protection.h"
#include "watching/refusal.h"
#include "watching/regions.h"
#include "watching/watched.h"

/* ---- What a call is about ---- */

struct range {
    uint64_t start, end;
};

static struct range range(uint64_t start, uint64_t length) {
    return (struct range){ start, length > UINT64_MAX - start ? UINT64_MAX : start + length };
}

enum { ranges_at_most = 2 };

/* The mappings that a call may change; those that it makes are nobody's yet. Returns whether it is such a call. */
static bool changes_mappings(const struct user_regs_struct *registers, struct range ranges[ranges_at_most]) {
    uint64_t argument[5];
    for (unsigned i = 0; i < 5; i++)
        argument[i] = registers_call_argument(registers, i);
    ranges[0] = ranges[1] = range(0, 0);
    switch (registers_call_number(registers)) {
    case SYS_munmap:
    case SYS_mprotect:
    case SYS_pkey_mprotect:
    case SYS_remap_file_pages:
        ranges[0] = range(argument[0], argument[1]);
        return true;
    case SYS_mremap:
        ranges[0] = range(argument[0], argument[1] > 0 ? argument[1] : 1);
        if (argument[3] & MREMAP_FIXED)
            ranges[1] = range(argument[4], argument[2]);
        return true;
    case SYS_mmap:
        if (argument[3] & MAP_FIXED)
            ranges[0] = range(argument[0], argument[1]);
        return (argument[3] & (MAP_FIXED | MAP_SHARED)) != 0;
    case SYS_shmat:
        if (argument[2] & SHM_REMAP)
            ranges[0] = range(argument[1], 1);
        return true;
    case SYS_shmdt:
        ranges[0] = range(argument[0], 1);
        return true;
    default:
        return false;
    }
}

static void open_region(struct injection *injection, struct region *region, bool is_changing) {
    struct watched *watched = watched_of(injection->task);
    for (unsigned i = 0; i < watched->opened_count; i++)
        if (watched->opened[i] == region->start)
            return;
    region->is_changing |= is_changing;
    if (watched->opened_count == opened_at_most) {
        regions_of(injection->task->process->space)->is_to_close = true;
        protection_open(injection, region, region->start, region->end);
        return;
    }
    watched->opened[watched->opened_count++] = region->start;
    if (region->open_calls++ == 0)
        protection_open(injection, region, region->start, region->end);
}

static void open_range(struct injection *injection, struct regions *regions, struct range range) {
    for (uint64_t start = range.start; start < range.end;) {
        struct region *region = regions_find_in_range(regions, start, range.end);
        if (region == NULL)
            return;
        open_region(injection, region, true);
        start = region->end;
    }
}

static bool touches(const struct regions *regions, const struct user_regs_struct *registers, bool is_about_mappings,
                    const struct range *ranges, const struct call_memory *memory) {
    if (is_about_mappings)
        return regions_find_in_range(regions, ranges[0].start, ranges[0].end) != NULL
               || regions_find_in_range(regions, ranges[1].start, ranges[1].end) != NULL;
    for (unsigned i = 0; i < 6; i++)
        if (regions_find(regions, registers_call_argument(registers, i)) != NULL)
            return true;
    for (size_t i = 0; i < memory->count; i++) {
        struct range given = range(memory->pieces[i].address, memory->pieces[i].length);
        if (regions_find_in_range(regions, given.start, given.end) != NULL)
            return true;
    }
    return false;
}

static void open_at(struct injection *injection, struct regions *regions, uint64_t address, uint64_t length) {
    struct range given = range(address, length);
    for (uint64_t start = given.start; start < given.end;) {
        struct region *region = regions_find_in_range(regions, start, given.end);
        if (region == NULL)
            return;
        open_region(injection, region, false);
        start = region->end;
    }
}

static void open_what_is_given(struct injection *injection, struct regions *regions, const struct user_regs_struct *registers,
                               const struct call_memory *memory) {
    for (unsigned i = 0; i < 6; i++)
        open_at(injection, regions, registers_call_argument(registers, i), 1);
    for (size_t i = 0; i < memory->count; i++)
        open_at(injection, regions, memory->pieces[i].address, memory->pieces[i].length);
}

static void open_all(struct injection *injection, struct regions *regions) {
    for (size_t i = 0; i < regions->count; i++)
        open_region(injection, &regions->list[i], false);
}

/* ---- Programs that cannot be watched ---- */

static void refuse(struct task *task, struct regions *regions) {
    char sentence[160];
    regions->is_refused = true;
    regions_forget_list(regions);
    snprintf(sentence, sizeof sentence, "Process %d has a seccomp filter of its own: its accesses to shared memory are not recorded.",
             (int)task->process->pid);
    record_note(sentence);
}

/* ---- Entry ---- */

/* At the entry of a call nothing can be injected: the call is skipped first, and made again afterwards. */
static bool back_out(struct task *task) {
    struct user_regs_struct *registers = task_registers(task);
    if (registers == NULL)
        return false;
    registers_back_out_of_call(registers);
    return task_write_registers(task);
}

bool watched_call_enter(struct task *task) {
    struct watched *watched = watched_of(task);
    struct user_regs_struct *registers = task_registers(task);
    struct regions *regions = regions_known(task->process->space);
    struct range ranges[ranges_at_most];
    struct call_memory memory;
    watched->may_fault = false;
    if (registers == NULL)
        return true;
    watched->is_about_mappings = changes_mappings(registers, ranges);
    if (watched->opened_count == 0 && regions != NULL)
        call_memory_read(task->tid, registers, &memory);
    bool needs_all = regions != NULL && regions->count > 0 && (refusal_sets_filter(registers) || refusal_exits_with_locks(task, registers));
    if (watched->opened_count > 0 || regions == NULL
        || !(needs_all || touches(regions, registers, watched->is_about_mappings, ranges, &memory))) {
        execution_note_seen_call(task, true);
        return true;
    }
    struct user_regs_struct call = *registers;
    struct injection injection;
    if (!back_out(task) || !injection_skip_call(&injection, task))
        return false;
    if (needs_all)
        open_all(&injection, regions);
    else if (watched->is_about_mappings)
        for (unsigned i = 0; i < ranges_at_most; i++)
            open_range(&injection, regions, ranges[i]);
    else
        open_what_is_given(&injection, regions, &call, &memory);
    if (needs_all && refusal_sets_filter(&call))
        refuse(task, regions);
    else if (!watched->is_about_mappings)
        call_access_keep(task, &memory);
    injection_end(&injection);
    return false;
}

/* ---- Exit ---- */

static bool is_to_be_repeated(int64_t result) {
    enum { first_restart_error = 512, last_restart_error = 516 };
    return result <= -first_restart_error && result >= -last_restart_error;
}

static void watch_new(struct injection *injection, struct regions *regions) {
    if (regions->is_refused)
        return;
    regions_read(regions, injection->task->tid);
    if (regions->count > 0 && refusal_has_own_filter(injection->task)) {
        refuse(injection->task, regions);
        return;
    }
    for (size_t i = 0; i < regions->count; i++) {
        struct region *region = &regions->list[i];
        if (!region->is_changing)
            continue;
        region->is_changing = false;
        protection_close(injection, region, region->start, region->end);
    }
}

static void close_opened(struct injection *injection, struct regions *regions) {
    struct watched *watched = watched_of(injection->task);
    for (unsigned i = 0; i < watched->opened_count; i++) {
        struct region *region = regions_find(regions, watched->opened[i]);
        /* Another call may have unmapped it. */
        if (region != NULL && region->open_calls > 0 && --region->open_calls == 0 && !region->is_changing)
            protection_close(injection, region, region->start, region->end);
    }
    watched->opened_count = 0;
}

bool watched_call_leave(struct task *task) {
    struct watched *watched = watched_of(task);
    const struct user_regs_struct *registers = task_registers(task);
    struct regions *regions = watched->is_about_mappings ? regions_of(task->process->space) : regions_known(task->process->space);
    execution_note_seen_call(task, false);
    fault_action_note_call(task);
    if (regions == NULL)
        watched->opened_count = 0; /* execve(2) */
    if (regions == NULL || registers == NULL || is_to_be_repeated(registers_call_result(registers)))
        return true;
    if (watched->opened_count == 0 && !watched->is_about_mappings && !regions->is_to_close)
        return true;
    if (watched->opened_count > 0 && !watched->is_about_mappings)
        call_access_tell(task, (uint16_t)registers_call_number(registers), registers_call_result(registers));
    struct injection injection;
    injection_begin(&injection, task);
    close_opened(&injection, regions);
    if (watched->is_about_mappings)
        watch_new(&injection, regions);
    if (regions->is_to_close)
        protection_close_all(&injection);
    watched->is_about_mappings = false;
    injection_end(&injection);
    return !injection.is_lost;
}

bool watched_call_catch_up(struct task *task) {
    struct regions *regions = regions_known(task->process->space);
    if (regions == NULL || (!regions->is_to_close && watched_of(task)->opened_count == 0) || task_registers(task) == NULL)
        return true;
    struct injection injection;
    injection_begin(&injection, task);
    close_opened(&injection, regions);
    if (regions->is_to_close)
        protection_close_all(&injection);
    injection_end(&injection);
    return !injection.is_lost;
}
