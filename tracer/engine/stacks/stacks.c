#include "stacks/stacks.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/registers.h"
#include "base/trace.h"
#include "layouts/layouts.h"
#include "stacks/mix.h"
#include "stacks/stack_records.h"
#include "targets/tasks.h"
#include "walking/unwind.h"
#include "walking/v8_frames.h"
#include "walking/v8_layout.h"

enum {
    memory_buckets = 4096,
    memories_at_most = 4096, /* of about 1 KB each */
    spans_at_most = 64,
    span_gap = 256, /* copying so many bytes in vain costs less than another span */
    copy_at_most = 64 * 1024,
};

/* ---- Walks remembered ---- */

/* Where a task stands with the same registers, and all that an earlier walk has read is unchanged, the walk would
 * come to the same stack. */
struct memory {
    struct memory *next;
    uint64_t layout_serial, program_counter, stack_pointer, frame_pointer;
    uint32_t stack;
    uint16_t word_count, register_count, span_count;
    uint32_t copy_length;
    struct span {
        uint64_t address;
        uint32_t length;
    } *spans; /* that cover the words */
    struct read_register *registers;
    struct read_word *words; /* in order of address */
};

static struct memory *memories[memory_buckets];
static size_t memory_count;

static struct memory **bucket_for(uint64_t serial, const struct user_regs_struct *registers) {
    uint64_t hash =
        mix(mix(mix(serial, registers_program_counter(registers)), registers_stack_pointer(registers)), registers_frame_pointer(registers));
    return &memories[hash % memory_buckets];
}

static bool is_for(const struct memory *memory, uint64_t serial, const struct user_regs_struct *registers) {
    if (memory->layout_serial != serial || memory->program_counter != registers_program_counter(registers)
        || memory->stack_pointer != registers_stack_pointer(registers) || memory->frame_pointer != registers_frame_pointer(registers))
        return false;
    for (size_t i = 0; i < memory->register_count; i++) {
        uint64_t value;
        if (!registers_for_unwinding(registers, memory->registers[i].number, &value) || value != memory->registers[i].value)
            return false;
    }
    return true;
}

static bool is_unchanged(const struct memory *memory, pid_t tid) {
    static unsigned char copy[copy_at_most];
    struct iovec places[spans_at_most];
    if (memory->span_count == 0)
        return true;
    for (size_t i = 0; i < memory->span_count; i++)
        places[i] = (struct iovec){ (void *)(uintptr_t)memory->spans[i].address, memory->spans[i].length };
    if (!memory_read_places(tid, places, memory->span_count, copy, memory->copy_length))
        return false;
    const unsigned char *bytes = copy;
    size_t span = 0;
    for (size_t i = 0; i < memory->word_count; i++) {
        const struct read_word *word = &memory->words[i];
        while (word->address >= memory->spans[span].address + memory->spans[span].length)
            bytes += memory->spans[span++].length;
        uint64_t value;
        memcpy(&value, bytes + (word->address - memory->spans[span].address), sizeof value);
        if (value != word->value)
            return false;
    }
    return true;
}

static void forget_all(void) {
    for (size_t i = 0; i < memory_buckets; i++)
        for (struct memory *memory; (memory = memories[i]) != NULL;) {
            memories[i] = memory->next;
            free(memory);
        }
    memory_count = 0;
}

static int compare_words(const void *a, const void *b) {
    const struct read_word *left = a, *right = b;
    return left->address < right->address ? -1 : left->address > right->address;
}

/* Runs of words that lie near each other. `false` when they are too scattered to be looked at again. */
static bool make_spans(const struct read_word *words, size_t count, struct span *spans, struct memory *memory) {
    memory->span_count = 0;
    memory->copy_length = 0;
    for (size_t i = 0; i < count; i++) {
        struct span *last = memory->span_count > 0 ? &spans[memory->span_count - 1] : NULL;
        uint64_t end = words[i].address + sizeof words[i].value;
        if (last != NULL && words[i].address <= last->address + last->length + span_gap) {
            if (end > last->address + last->length) {
                memory->copy_length += (uint32_t)(end - (last->address + last->length));
                last->length = (uint32_t)(end - last->address);
            }
        } else {
            if (memory->span_count == spans_at_most)
                return false;
            spans[memory->span_count++] = (struct span){ words[i].address, sizeof words[i].value };
            memory->copy_length += sizeof words[i].value;
        }
    }
    return memory->copy_length <= copy_at_most;
}

static void remember(uint64_t serial, const struct user_regs_struct *registers, struct unwound *unwound, uint32_t stack) {
    struct span spans[spans_at_most];
    struct memory head = {
        .layout_serial = serial,
        .program_counter = registers_program_counter(registers),
        .stack_pointer = registers_stack_pointer(registers),
        .frame_pointer = registers_frame_pointer(registers),
        .stack = stack,
        .word_count = (uint16_t)unwound->word_count,
        .register_count = (uint16_t)unwound->register_count,
    };
    if (!unwound->is_complete)
        return;
    qsort(unwound->words, unwound->word_count, sizeof *unwound->words, compare_words);
    if (!make_spans(unwound->words, unwound->word_count, spans, &head))
        return;
    if (memory_count >= memories_at_most)
        forget_all();
    size_t words_size = head.word_count * sizeof *head.words, spans_size = head.span_count * sizeof *head.spans;
    struct memory *memory = malloc(sizeof *memory + words_size + spans_size + head.register_count * sizeof *head.registers);
    if (memory == NULL)
        fatal_no_memory();
    *memory = head;
    memory->words = (struct read_word *)(memory + 1);
    memory->spans = (struct span *)((char *)memory->words + words_size);
    memory->registers = (struct read_register *)((char *)memory->spans + spans_size);
    memcpy(memory->words, unwound->words, words_size);
    memcpy(memory->spans, spans, spans_size);
    memcpy(memory->registers, unwound->registers, head.register_count * sizeof *head.registers);
    struct memory **bucket = bucket_for(serial, registers);
    memory->next = *bucket;
    *bucket = memory;
    memory_count++;
}

/* A loop that calls from the same place with ever other values on the way would fill its bucket. */
enum { tries_at_most = 8 };

static uint32_t recall(uint64_t serial, const struct user_regs_struct *registers, pid_t tid) {
    unsigned tries = 0;
    for (struct memory *memory = *bucket_for(serial, registers); memory != NULL && tries < tries_at_most; memory = memory->next)
        if (is_for(memory, serial, registers)) {
            if (is_unchanged(memory, tid))
                return memory->stack;
            tries++;
        }
    return 0;
}

/* ---- Taking a stack ---- */

/* The mappings are read anew when an address is in none of the known ones. Code made at run time, or a broken stack,
 * must not make us do that at every call. */
static const uint64_t reading_interval = 20000000; /* nanoseconds */

static bool read_layout_again(struct task *task) {
    struct address_space *space = task->process->space;
    uint64_t now = trace_now();
    if (space->layout != NULL && space->layout_was_useless && now - space->layout_read_at < reading_interval)
        return false;
    struct layout *layout = layout_read(task->tid);
    if (layout == NULL)
        return false;
    layout_release(space->layout);
    space->layout = layout;
    space->layout_read_at = now;
    return true;
}

enum { entries_at_most = 8 };

/* Code that is in no file was made at run time, by whatever V8 the process has. */
static const struct v8_layout *find_v8(const struct task *task, const struct layout *layout, uint64_t address) {
    const struct mapping *mapping = layout_find(layout, address);
    if (mapping != NULL && mapping->image != NULL)
        return v8_layout_of(task->tid, mapping->image);
    const struct v8_layout *v8 = NULL;
    for (size_t i = 0; i < layout->image_count && v8 == NULL; i++)
        v8 = v8_layout_of(task->tid, &layout->images[i]);
    return v8;
}

/* Of a runtime's own work: what has called its scripts tells which callback of the event loop it is done in. */
static void add_callers(struct unwound *unwound, const struct unwound *outer) {
    if (outer->is_cut || outer->without_rules < outer->count || unwound->count + outer->count > frames_at_most)
        return;
    memcpy(unwound->addresses + unwound->count, outer->addresses, outer->count * sizeof *outer->addresses);
    unwound->count += outer->count;
}

/* What libunwind guesses of V8's frames gives way to the functions that they belong to. Where C++ entered V8, and no function of the
 * program stands further in, the walk goes on: Node's console, for one, is called through C++. */
static void take_script_frames(const struct task *task, struct layout *layout, struct unwound *unwound, struct script_frames *scripts) {
    static struct unwound outer;
    const struct unwound *segment = unwound;
    scripts->count = 0;
    for (unsigned entered = 0; entered < entries_at_most && segment->without_rules < segment->count; entered++) {
        const struct v8_layout *v8 = find_v8(task, layout, segment->addresses[segment->without_rules]);
        uint64_t caller[2]; /* its frame pointer, and where it goes on */
        if (v8 == NULL)
            return;
        v8_frames(task, v8, segment->its_frame_pointer, scripts);
        /* These depend on more than the walk has read. */
        unwound->is_complete = unwound->is_cut = false;
        unwound->count = unwound->without_rules + 1;
        uint64_t entry = scripts->entry_frame_pointer;
        if (scripts->count > 0 || entry == 0 || !memory_read_whole(task->tid, entry, caller, sizeof caller))
            return;
        unwind_from(task, layout, caller[1], entry + sizeof caller, caller[0], &outer);
        segment = &outer;
    }
    if (segment == &outer)
        add_callers(unwound, &outer);
}

uint32_t stacks_take(struct task *task) {
    static struct unwound unwound;
    static struct script_frames scripts;
    struct address_space *space = task->process->space;
    if (!options.stacks || !trace_is_recording() || task_registers(task) == NULL)
        return 0;
    if (space->layout == NULL && !read_layout_again(task))
        return 0;
    uint32_t stack = recall(space->layout->serial, &task->registers, task->tid);
    if (stack != 0)
        return stack;
    unwind(task, space->layout, &unwound);
    if (unwound.left_layout && read_layout_again(task)) {
        unwind(task, space->layout, &unwound);
        space->layout_was_useless = unwound.left_layout;
    }
    if (unwound.count == 0)
        return 0;
    take_script_frames(task, space->layout, &unwound, &scripts);
    stack = stack_record(space->layout, unwound.addresses, unwound.count, &scripts, unwound.is_cut);
    remember(space->layout->serial, &task->registers, &unwound, stack);
    return stack;
}

static bool has_code_at(const struct layout *layout, uint64_t address) {
    const struct mapping *mapping = layout != NULL ? layout_find(layout, address) : NULL;
    return mapping != NULL && mapping->image != NULL;
}

uint32_t stacks_take_place(struct task *task, uint64_t address) {
    const struct address_space *space = task->process->space;
    if (!options.stacks || !trace_is_recording() || address < 4096)
        return 0;
    if (!has_code_at(space->layout, address) && !(read_layout_again(task) && has_code_at(space->layout, address)))
        return 0;
    return stack_record(space->layout, &address, 1, NULL, false);
}

/* This memory is there from the beginning on: no reason to read the mappings again at each address that is in none of it. */
uint32_t stacks_take_data(struct task *task, uint64_t address) {
    const struct address_space *space = task->process->space;
    if (!options.stacks || !trace_is_recording() || (space->layout == NULL && !read_layout_again(task)))
        return 0;
    return layout_find_data(space->layout, address) == NULL ? 0 : stack_record(space->layout, &address, 1, NULL, false);
}

struct layout *stacks_layout(const struct task *task) {
    return task->process->space->layout;
}
