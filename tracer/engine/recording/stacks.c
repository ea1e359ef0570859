#include "recording/stacks.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/registers.h"
#include "base/trace.h"
#include "targets/layouts.h"
#include "targets/modules.h"
#include "targets/tasks.h"
#include "targets/unwind.h"

enum {
    memory_buckets = 4096,
    memories_at_most = 4096, /* of about 1 KB each */
    spans_at_most = 64,
    span_gap = 256,        /* copying so many bytes in vain costs less than another span */
    known_slots = 1 << 18, /* a power of two */
    copy_at_most = 64 * 1024,
};

/* ---- Stacks already written ---- */

/* A distinct stack is known by 128 bits of hash, which takes less memory than its frames. */
struct known_stack {
    uint64_t hash, check;
    uint32_t id;
};

static struct known_stack *known_stacks;
static size_t known_count;
static uint32_t last_id;

static uint64_t mix(uint64_t hash, uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

/* The place of a stack in the table, empty (id 0) when it is not there. */
static struct known_stack *find_known(uint64_t hash, uint64_t check) {
    if (known_stacks == NULL) {
        known_stacks = calloc(known_slots, sizeof *known_stacks);
        if (known_stacks == NULL)
            fatal_no_memory();
    }
    size_t slot = hash & (known_slots - 1);
    while (known_stacks[slot].id != 0 && (known_stacks[slot].hash != hash || known_stacks[slot].check != check))
        slot = (slot + 1) & (known_slots - 1);
    return &known_stacks[slot];
}

struct frame {
    uint32_t module;
    uint64_t offset;
} __attribute__((packed));

static uint32_t write_stack(const struct layout *layout, const uint64_t *addresses, size_t count, bool is_cut) {
    struct frame frames[frames_at_most];
    uint64_t hash = mix(1, is_cut), check = mix(2, count);
    for (size_t i = 0; i < count; i++) {
        uint64_t address = addresses[i];
        const struct mapping *mapping = layout_find(layout, address);
        if (mapping != NULL && mapping->image != NULL)
            frames[i] = (struct frame){ module_id(mapping->image->module), address - mapping->start + mapping->offset };
        else
            frames[i] = (struct frame){ 0, address };
        hash = mix(mix(hash, frames[i].module), frames[i].offset);
        check = mix(mix(check, frames[i].offset), frames[i].module);
    }
    struct known_stack *known = find_known(hash, check);
    if (known->id != 0)
        return known->id;
    if (known_count >= known_slots / 2) {
        /* A program with that many stacks gets some of them twice rather than an engine that grows without end. */
        memset(known_stacks, 0, known_slots * sizeof *known_stacks);
        known_count = 0;
        known = find_known(hash, check);
    }
    *known = (struct known_stack){ hash, check, ++last_id };
    known_count++;
    trace_begin(RECORD_STACK);
    trace_u32(last_id);
    trace_u16((uint16_t)count);
    trace_u16(is_cut ? 1 : 0);
    trace_bytes(frames, count * sizeof *frames);
    trace_end();
    return last_id;
}

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

uint32_t stacks_take(struct task *task) {
    static struct unwound unwound;
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
    stack = write_stack(space->layout, unwound.addresses, unwound.count, unwound.is_cut);
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
    return write_stack(space->layout, &address, 1, false);
}
