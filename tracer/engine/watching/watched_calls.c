#include "watching/watched_calls.h"

#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>

#include "base/registers.h"
#include "decoding/call_mappings.h"
#include "decoding/call_memory.h"
#include "running/execution.h"
#include "running/neighbours.h"
#include "targets/tasks.h"
#include "watching/call_access.h"
#include "watching/fault_action.h"
#include "watching/injection.h"
#include "watching/new_mappings.h"
#include "watching/open_calls.h"
#include "watching/protection.h"
#include "watching/refusal.h"
#include "watching/regions.h"
#include "watching/switching.h"
#include "watching/watched.h"

/* ---- What a call is about ---- */

static void open_region(struct injection *injection, struct region *region, bool is_changing) {
    region->is_changing |= is_changing;
    if (open_calls_add(injection->task, region))
        protection_open(injection, region, region->start, region->end);
}

static void open_range(struct injection *injection, struct regions *regions, struct address_range range, bool is_changing) {
    for (uint64_t start = range.start; start < range.end;) {
        struct region *region = regions_find_in_range(regions, start, range.end);
        if (region == NULL)
            return;
        open_region(injection, region, is_changing);
        start = region->end;
    }
}

static bool touches(const struct regions *regions, const struct user_regs_struct *registers, bool is_about_mappings,
                    const struct address_range *ranges, const struct call_memory *memory) {
    if (is_about_mappings)
        return regions_find_in_range(regions, ranges[0].start, ranges[0].end) != NULL
               || regions_find_in_range(regions, ranges[1].start, ranges[1].end) != NULL;
    for (unsigned i = 0; i < 6; i++)
        if (regions_find(regions, registers_call_argument(registers, i)) != NULL)
            return true;
    for (size_t i = 0; i < memory->count; i++) {
        struct address_range given = address_range(memory->pieces[i].address, memory->pieces[i].length);
        if (regions_find_in_range(regions, given.start, given.end) != NULL)
            return true;
    }
    return false;
}

static void open_what_is_given(struct injection *injection, struct regions *regions, const struct user_regs_struct *registers,
                               const struct call_memory *memory) {
    for (unsigned i = 0; i < 6; i++)
        open_range(injection, regions, address_range(registers_call_argument(registers, i), 1), false);
    for (size_t i = 0; i < memory->count; i++)
        open_range(injection, regions, address_range(memory->pieces[i].address, memory->pieces[i].length), false);
}

static void open_all(struct injection *injection, struct regions *regions) {
    for (size_t i = 0; i < regions->count; i++)
        open_region(injection, &regions->list[i], false);
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
    struct address_range ranges[changed_mappings];
    struct call_memory memory;
    watched->may_fault = false;
    if (registers == NULL)
        return true;
    watched->is_about_mappings = call_changes_mappings(registers, ranges);
    bool has_opened = open_calls_any(task);
    if (!has_opened && regions != NULL)
        call_memory_read(task->tid, registers, &memory);
    bool needs_all = regions != NULL && regions->count > 0 && (refusal_sets_filter(registers) || refusal_exits_with_locks(task, registers));
    if (watched->opened_count > 0 || regions == NULL
        || !(needs_all || touches(regions, registers, watched->is_about_mappings, ranges, &memory))) {
        /* What it maps is watched when it comes back. */
        if (watched->is_about_mappings && switching_is_on())
            neighbours_keep(task);
        execution_note_seen_call(task, true);
        return true;
    }
    neighbours_keep(task);
    struct user_regs_struct call = *registers;
    struct injection injection;
    if (!back_out(task) || !injection_skip_call(&injection, task))
        return false;
    if (needs_all)
        open_all(&injection, regions);
    else if (watched->is_about_mappings)
        for (unsigned i = 0; i < changed_mappings; i++)
            open_range(&injection, regions, ranges[i], true);
    else
        open_what_is_given(&injection, regions, &call, &memory);
    if (needs_all && refusal_sets_filter(&call))
        new_mappings_refuse(task, regions);
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

/* All that is to be done where injections are possible. `false`: the task is lost. */
static bool settle(struct task *task, struct regions *regions, bool has_new_mappings) {
    struct injection injection;
    injection_begin(&injection, task);
    open_calls_close(&injection, regions);
    if (switching_is_due(regions))
        switching_perform(&injection, regions);
    else if (has_new_mappings && switching_is_on() && new_mappings_read(&injection, regions))
        new_mappings_close(&injection, regions);
    if (regions->is_to_close)
        protection_close_all(&injection);
    injection_end(&injection);
    return !injection.is_lost;
}

bool watched_call_leave(struct task *task) {
    struct watched *watched = watched_of(task);
    const struct user_regs_struct *registers = task_registers(task);
    bool has_new_mappings = watched->is_about_mappings;
    struct regions *regions = has_new_mappings ? regions_of(task->process->space) : regions_known(task->process->space);
    execution_note_seen_call(task, false);
    fault_action_note_call(task);
    if (regions == NULL)
        open_calls_forget(task); /* execve(2) */
    if (regions == NULL || registers == NULL || is_to_be_repeated(registers_call_result(registers)))
        return true;
    watched->is_about_mappings = false;
    if (!open_calls_any(task) && !has_new_mappings && !regions->is_to_close && !switching_is_due(regions))
        return true;
    if (open_calls_any(task) && !has_new_mappings)
        call_access_tell(task, (uint16_t)registers_call_number(registers), registers_call_result(registers));
    return settle(task, regions, has_new_mappings);
}

/* The kernel reports an interrupt before the signal of a fault that has happened already (get_signal in the kernel). */
static bool fault_waits(const struct task *task) {
    siginfo_t waiting[8];
    struct __ptrace_peeksiginfo_args from = { .off = 0, .flags = 0, .nr = sizeof waiting / sizeof *waiting };
    long count = ptrace(PTRACE_PEEKSIGINFO, task->tid, &from, waiting);
    for (long i = 0; i < count; i++)
        if (waiting[i].si_signo == SIGSEGV && waiting[i].si_code > 0)
            return true;
    return false;
}

bool watched_call_catch_up(struct task *task) {
    struct regions *regions = regions_known(task->process->space);
    if (regions == NULL || (!regions->is_to_close && !open_calls_any(task) && !switching_is_due(regions)) || task_registers(task) == NULL)
        return true;
    /* That comes first, and finds what is due. */
    if (fault_waits(task))
        return true;
    return settle(task, regions, false);
}
