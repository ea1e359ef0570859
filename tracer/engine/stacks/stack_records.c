#include "stacks/stack_records.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/trace.h"
#include "layouts/layouts.h"
#include "layouts/modules.h"
#include "stacks/mix.h"
#include "walking/pointers.h"
#include "walking/unwind.h"
#include "walking/v8_frames.h"

enum { known_slots = 1 << 18 /* a power of two */ };

/* A distinct stack is known by 128 bits of hash, which takes less memory than its frames. */
struct known_stack {
    uint64_t hash, check;
    uint32_t id;
};

static struct known_stack *known_stacks;
static size_t known_count;
static uint32_t last_id;

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

static struct frame frame_at(const struct layout *layout, uint64_t address) {
    const struct mapping *mapping = layout_find(layout, address);
    if (mapping == NULL)
        mapping = layout_find_data(layout, address);
    return mapping != NULL && mapping->image != NULL
               ? (struct frame){ module_id(mapping->image->module), address - mapping->start + mapping->offset }
               : (struct frame){ 0, address };
}

static struct frame frame_in(const struct script_frame *script) {
    return (struct frame){ script->module, script->position };
}

/* What stands there is a number, and no place. */
static const uint32_t no_module = UINT32_MAX;

static uint32_t record_frames(const struct frame *frames, size_t count, bool is_cut) {
    uint64_t hash = mix(1, is_cut), check = mix(2, count);
    for (size_t i = 0; i < count; i++) {
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

uint32_t stack_record(const struct layout *layout, const uint64_t *addresses, size_t address_count, const struct script_frames *scripts,
                      bool is_cut) {
    struct frame frames[frames_at_most + script_frames_at_most];
    size_t count = address_count + (scripts != NULL ? scripts->count : 0);
    for (size_t i = 0; i < count; i++)
        frames[i] = i < address_count ? frame_at(layout, addresses[i]) : frame_in(&scripts->frames[i - address_count]);
    return record_frames(frames, count, is_cut);
}

uint32_t pointer_record(const struct layout *layout, const struct pointer *pointer, uint64_t address) {
    struct frame frames[] = { frame_at(layout, pointer->place),
                              { no_module, address - pointer->value },
                              { no_module, (uint64_t)pointer->distance } };
    return record_frames(frames, pointer->is_in_frame ? 3 : 2, false);
}
