#include "watching/accesses.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/fatal.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/registers.h"
#include "decoding/instruction.h"
#include "recording/records.h"
#include "running/execution.h"
#include "running/neighbours.h"
#include "stacks/stacks.h"
#include "targets/breakpoints.h"
#include "targets/tasks.h"
#include "watching/access_record.h"
#include "watching/fault_action.h"
#include "watching/injection.h"
#include "watching/protection.h"
#include "watching/regions.h"
#include "watching/switching.h"
#include "watching/watched.h"

/* A part of a region that is open while an access is made. */
struct part {
    struct region *region;
    uint64_t address; /* in it */
};

/* An instruction may lie on two pages, and two of them in another region. A repeated one goes from page to page. */
enum { parts_at_most = 16 };

struct attempt {
    struct injection injection;
    struct regions *watched_regions;
    struct instruction instruction;
    bool is_known; /* what the instruction does */
    bool has_written;
    uint64_t address; /* of the fault */
    uint64_t times_before;
    uint32_t stack;
    struct part parts[parts_at_most];
    size_t part_count;
    unsigned char *before[operands_at_most], *after[operands_at_most];
    size_t before_length[operands_at_most], after_length[operands_at_most];
};

/* ---- The instruction ---- */

static bool covers(const struct memory_operand *operand, uint64_t address) {
    return address - operand->address < operand->length;
}

/* What the code says is believed where it explains the fault. */
static bool decode(struct task *task, uint64_t fault, struct instruction *instruction) {
    unsigned char code[longest_instruction];
    const struct user_regs_struct *registers = task_registers(task);
    uint64_t place = registers_program_counter(registers);
    size_t length = memory_read(task->tid, place, code, sizeof code);
    breakpoints_hide(task->process->space, place, code, length);
    if (!instruction_decode(code, length, registers, instruction))
        return false;
    for (unsigned i = 0; i < instruction->operand_count; i++)
        if (covers(&instruction->operands[i], fault))
            return true;
    return false;
}

/* ---- Bytes ---- */

static uint64_t whole_length(const struct instruction *instruction, unsigned operand, uint64_t times) {
    return instruction->operands[operand].length * times;
}

static uint64_t lowest_address(const struct instruction *instruction, unsigned operand, uint64_t times) {
    const struct memory_operand *each = &instruction->operands[operand];
    return instruction->goes_down && times > 0 ? each->address - each->length * (times - 1) : each->address;
}

static size_t copy(struct attempt *attempt, unsigned operand, uint64_t times, unsigned char **bytes) {
    uint64_t length = whole_length(&attempt->instruction, operand, times);
    if (length > options.payload)
        length = options.payload;
    *bytes = realloc(*bytes, length + 1);
    if (*bytes == NULL)
        fatal_no_memory();
    return regions_read_memory(attempt->watched_regions, attempt->injection.task->tid,
                               lowest_address(&attempt->instruction, operand, times), *bytes, length);
}

/* ---- Opening and closing ---- */

static bool is_open(const struct attempt *attempt, const struct region *region, uint64_t address) {
    uint64_t start, end;
    region_part(region, address, &start, &end);
    for (size_t i = 0; i < attempt->part_count; i++)
        if (attempt->parts[i].region == region && attempt->parts[i].address >= start && attempt->parts[i].address < end)
            return true;
    return region->open_calls > 0 || region_has_let_go(region, address);
}

static bool open_part(struct attempt *attempt, struct region *region, uint64_t address) {
    uint64_t start, end;
    region_part(region, address, &start, &end);
    if (attempt->part_count == parts_at_most)
        return false;
    attempt->parts[attempt->part_count++] = (struct part){ region, address };
    protection_open(&attempt->injection, region, start, end);
    return true;
}

static void close_parts(struct attempt *attempt) {
    for (size_t i = 0; i < attempt->part_count; i++) {
        uint64_t start, end;
        region_part(attempt->parts[i].region, attempt->parts[i].address, &start, &end);
        protection_close(&attempt->injection, attempt->parts[i].region, start, end);
    }
    attempt->part_count = 0;
}

/* ---- Making it ---- */

static bool read_fault(const struct task *task, uint64_t *address) {
    siginfo_t information;
    if (ptrace(PTRACE_GETSIGINFO, task->tid, 0, &information) != 0 || information.si_code != SEGV_ACCERR)
        return false;
    *address = (uint64_t)(uintptr_t)information.si_addr;
    return true;
}

/* The instruction is made, and all that it touches is opened. `false`: it faults as it would without us, or is lost. */
static bool make(struct attempt *attempt) {
    struct injection *injection = &attempt->injection;
    uint64_t place = registers_program_counter(&injection->registers);
    const struct instruction *instruction = &attempt->instruction;
    bool runs = attempt->is_known && instruction->repeats && instruction->times > 1;
    for (;;) {
        int signal = runs ? inject_run_to(injection, place + instruction->length) : inject_step(injection);
        if (signal == SIGTRAP)
            return true;
        uint64_t address;
        if (signal != SIGSEGV || !read_fault(injection->task, &address))
            return false;
        struct region *region = regions_find(attempt->watched_regions, address);
        if (region == NULL || is_open(attempt, region, address) || !open_part(attempt, region, address))
            return false;
    }
}

static void count_uses(struct attempt *attempt) {
    char sentence[256];
    for (size_t i = 0; i < attempt->part_count; i++) {
        struct part *part = &attempt->parts[i];
        if (region_count_use(part->region, part->address) != options.watch_limit)
            continue;
        uint64_t start, end;
        region_part(part->region, part->address, &start, &end);
        snprintf(sentence, sizeof sentence,
                 "Process %d has used the shared memory from 0x%llx to 0x%llx %llu times: its further accesses there are not recorded.",
                 (int)attempt->injection.task->process->pid, (unsigned long long)start, (unsigned long long)end,
                 (unsigned long long)options.watch_limit);
        record_note(sentence);
        /* It stays as it is. */
        *part = attempt->parts[--attempt->part_count];
        i--;
    }
}

/* ---- Telling it ---- */

static void tell_operand(struct attempt *attempt, unsigned operand, uint64_t times, uint64_t place) {
    const struct instruction *instruction = &attempt->instruction;
    enum access_kind kind = instruction->operands[operand].kind;
    struct access access = {
        .kind = kind,
        .is_atomic = instruction->is_atomic,
        .stack = attempt->stack,
        .instruction = place,
        .address = lowest_address(instruction, operand, times),
        .length = whole_length(instruction, operand, times),
        .before = attempt->before[operand],
        .before_length = (uint32_t)attempt->before_length[operand],
    };
    if (regions_find_in_range(attempt->watched_regions, access.address, access.address + access.length) == NULL)
        return;
    if (access.before_length > access.length)
        access.before_length = instruction->goes_down ? 0 : (uint32_t)access.length;
    if (kind != ACCESS_READS)
        access.after_length = (uint32_t)copy(attempt, operand, times, &attempt->after[operand]);
    access.after = attempt->after[operand];
    access_record(attempt->injection.task, &access);
}

/* What it was is not known; that it was here is. */
static void tell_unknown(struct attempt *attempt, uint64_t place) {
    struct access access = { .stack = attempt->stack, .instruction = place, .address = attempt->address };
    access_record(attempt->injection.task, &access);
}

static void tell(struct attempt *attempt, uint64_t place) {
    const struct instruction *instruction = &attempt->instruction;
    if (!attempt->is_known) {
        tell_unknown(attempt, place);
        return;
    }
    uint64_t times = instruction->repeats ? attempt->times_before - attempt->injection.registers.rcx : 1;
    for (unsigned i = 0; i < instruction->operand_count && times > 0; i++)
        tell_operand(attempt, i, times, place);
}

/* ---- All ---- */

/* The fault would have come without us, too: it is to come once more, with the memory as the program has set it. */
static enum fault let_fault(struct attempt *attempt) {
    struct task *task = attempt->injection.task;
    fault_action_put_back(&attempt->injection);
    watched_of(task)->may_fault = true;
    attempt->watched_regions->is_to_close = true;
    injection_end(&attempt->injection);
    return attempt->injection.is_lost ? FAULT_IS_LOST : FAULT_COMES_AGAIN;
}

static bool is_permitted(const struct attempt *attempt, const struct region *region) {
    int needed = 0;
    for (unsigned i = 0; attempt->is_known && i < attempt->instruction.operand_count; i++)
        if (covers(&attempt->instruction.operands[i], attempt->address))
            needed |= attempt->instruction.operands[i].kind & ACCESS_WRITES ? PROT_WRITE : PROT_READ;
    int given = region->protection & PROT_WRITE ? region->protection | PROT_READ : region->protection; /* as the processor has it */
    return given != PROT_NONE && (given & needed) == needed;
}

enum fault access_take_fault(struct task *task, const siginfo_t *information) {
    static struct attempt attempt; /* its buffers stay */
    struct regions *regions = regions_known(task->process->space);
    uint64_t address = (uint64_t)(uintptr_t)information->si_addr;
    struct region *region = regions != NULL ? regions_find(regions, address) : NULL;
    struct watched *watched = watched_of(task);
    if (regions == NULL || information->si_code != SEGV_ACCERR || task_registers(task) == NULL)
        return FAULT_OF_PROGRAM;
    if (watched->may_fault) {
        watched->may_fault = false;
        return FAULT_OF_PROGRAM;
    }
    attempt.watched_regions = regions;
    if (region == NULL || switching_is_due(regions)) {
        /* The memory may have been watched, and closed, when the task came here; or it is to be so no longer. */
        injection_begin(&attempt.injection, task);
        if (switching_is_due(regions))
            switching_perform(&attempt.injection, regions);
        return let_fault(&attempt);
    }
    attempt.address = address;
    attempt.part_count = 0;
    attempt.is_known = decode(task, address, &attempt.instruction);
    attempt.times_before = task_registers(task)->rcx;
    attempt.stack = stacks_take(task);
    uint64_t place = registers_program_counter(task_registers(task));
    injection_begin(&attempt.injection, task);
    neighbours_hold(task);
    for (unsigned i = 0; attempt.is_known && i < attempt.instruction.operand_count; i++)
        attempt.before_length[i] = copy(&attempt, i, attempt.instruction.times, &attempt.before[i]);
    /* What is open for a call may be closed again before the instruction is tried once more. */
    bool was_let_go = region_has_let_go(region, address);
    if (!is_open(&attempt, region, address))
        open_part(&attempt, region, address);
    if (was_let_go || !is_permitted(&attempt, region))
        return let_fault(&attempt);
    if (!make(&attempt))
        return attempt.injection.is_lost ? FAULT_IS_LOST : let_fault(&attempt);
    count_uses(&attempt);
    tell(&attempt, place);
    close_parts(&attempt);
    fault_action_put_back(&attempt.injection);
    injection_end(&attempt.injection);
    return attempt.injection.is_lost ? FAULT_IS_LOST : FAULT_WAS_ACCESS;
}
