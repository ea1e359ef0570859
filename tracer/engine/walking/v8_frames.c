#include "walking/v8_frames.h"

#include <stdbool.h>
#include <string.h>
#include <sys/uio.h>

#include "base/bytes.h"
#include "base/memory.h"
#include "targets/tasks.h"
#include "walking/known_frames.h"
#include "walking/scripts.h"
#include "walking/source_positions.h"
#include "walking/v8_layout.h"
#include "walking/v8_objects.h"

enum {
    frames_walked_at_most = 200,
    longest_frame = 1 << 20,
    longest_position_table = 1 << 20,
    fields_looked_at = 8, /* words in which a DebugInfo names its script and both forms of the bytecode, and code what it was made from */
};

struct function {
    uint64_t shared, code, script;
    uint64_t debug; /* the object that stands for the script where a debugger looks at the function; 0: none */
};

struct frame {
    uint64_t function, bytecodes, offset;
};

/* ---- The stack, read in pieces that hold many frames ---- */

struct stack {
    pid_t tid;
    uint64_t address;
    size_t length;
    unsigned char bytes[16 * 1024];
};

static bool read_slot(struct stack *stack, uint64_t frame_pointer, int32_t slot, uint64_t *word) {
    enum { below = 256 }; /* where the slots of a frame begin */
    uint64_t address = frame_pointer + (uint64_t)(int64_t)slot;
    if (address < stack->address || address + sizeof *word > stack->address + stack->length) {
        stack->address = frame_pointer - below;
        stack->length = memory_read(stack->tid, stack->address, stack->bytes, sizeof stack->bytes);
    }
    if (address < stack->address || address + sizeof *word > stack->address + stack->length)
        return memory_read_whole(stack->tid, address, word, sizeof *word);
    memcpy(word, stack->bytes + (address - stack->address), sizeof *word);
    return true;
}

/* ---- Functions ---- */

static bool find_debugged_script(pid_t tid, const struct v8_layout *layout, uint64_t debug, uint64_t *script) {
    for (int32_t field = 1; field < fields_looked_at; field++)
        if (v8_read(tid, debug, field * 8, script) && v8_is_object(*script) && v8_type_of(tid, layout, *script) == layout->script_type)
            return true;
    return false;
}

/* `script` is 0 for a function that no script has: one of V8's own. */
static bool read_function(pid_t tid, const struct v8_layout *layout, uint64_t object, struct function *function) {
    if (!v8_read(tid, object, layout->function_shared, &function->shared)
        || v8_type_of(tid, layout, function->shared) != layout->shared_type
        || !v8_read(tid, function->shared, layout->shared_code, &function->code)
        || !v8_read(tid, function->shared, layout->shared_script, &function->script))
        return false;
    function->debug = 0;
    int32_t type = v8_type_of(tid, layout, function->script);
    if (type == layout->debug_type) {
        function->debug = function->script;
        return find_debugged_script(tid, layout, function->debug, &function->script);
    }
    if (type != layout->script_type)
        function->script = 0;
    return type >= 0;
}

/* Whether one of an object's first fields is this. */
static bool names(pid_t tid, uint64_t object, uint64_t named) {
    uint64_t word;
    for (int32_t field = 1; field < fields_looked_at; field++)
        if (v8_read(tid, object, field * 8, &word) && word == named)
            return true;
    return false;
}

/* Whether these are the bytecodes of this function. Compiled code, and the data of an interpreter that has a copy of its own, name them. */
static bool are_of(pid_t tid, const struct function *function, uint64_t bytecodes) {
    return function->code == bytecodes || names(tid, function->code, bytecodes)
           || (function->debug != 0 && names(tid, function->debug, bytecodes));
}

/* ---- Frames ---- */

static uint64_t position_in(pid_t tid, const struct v8_layout *layout, const struct frame *frame) {
    static struct bytes table;
    uint64_t positions;
    bytes_clear(&table);
    if (!v8_read(tid, frame->bytecodes, layout->bytecodes_positions, &positions) || !v8_is_object(positions)
        || !v8_read_byte_array(tid, layout, positions, longest_position_table, &table))
        return UNKNOWN_POSITION;
    /* The interpreter counts from the object's reference, not from its first bytecode. */
    int32_t position = source_position_at(table.data, table.length, v8_small(frame->offset) - (layout->bytecodes_data - 1));
    return position < 0 ? UNKNOWN_POSITION : (uint64_t)position;
}

enum found { FRAME_OF_SCRIPT, FRAME_TO_SKIP, FRAME_UNKNOWN };

/* Interpreted frames have their bytecodes and the offset in them. Those of code that was compiled bytecode by bytecode have them, too, but
 * no offset. An optimised frame may stand for several functions. */
static enum found describe(const struct task *task, const struct v8_layout *layout, const struct frame *frame,
                           struct script_frame *described) {
    pid_t tid = task->tid;
    struct function function;
    if (!read_function(tid, layout, frame->function, &function))
        return FRAME_UNKNOWN;
    if (function.script == 0)
        return FRAME_TO_SKIP;
    if (!v8_is_object(frame->bytecodes) || v8_type_of(tid, layout, frame->bytecodes) != layout->bytecodes_type
        || !are_of(tid, &function, frame->bytecodes))
        return FRAME_UNKNOWN;
    struct script script = scripts_find(task, layout, function.script);
    if (script.is_of_runtime)
        return FRAME_TO_SKIP;
    if (script.module == 0)
        return FRAME_UNKNOWN;
    bool is_interpreted = v8_is_small(frame->offset);
    *described = (struct script_frame){ script.module, is_interpreted ? position_in(tid, layout, frame) : UNKNOWN_POSITION };
    return FRAME_OF_SCRIPT;
}

static bool is_entry(const struct v8_layout *layout, uint64_t marker) {
    return marker >> 1 == (uint64_t)layout->entry_frame || marker >> 1 == (uint64_t)layout->construct_entry_frame;
}

/* `describe`, through what is remembered of frames with bytecodes. `place`: NULL, their head could not be read. */
static enum found find(const struct task *task, const struct v8_layout *layout, const struct frame *frame, const struct frame_place *place,
                       struct script_frame *described) {
    const struct known_frame *known = place != NULL ? known_frames_find(task->process->space, place) : NULL;
    if (known != NULL) {
        *described = known->frame;
        return known->is_of_runtime ? FRAME_TO_SKIP : FRAME_OF_SCRIPT;
    }
    enum found found = describe(task, layout, frame, described);
    if (place != NULL && found != FRAME_UNKNOWN && v8_type_of(task->tid, layout, frame->bytecodes) == layout->bytecodes_type)
        known_frames_add(task->process->space, place, (struct known_frame){ found == FRAME_TO_SKIP, *described });
    return found;
}

/* ---- The walk ---- */

struct walked {
    struct frame frames[frames_walked_at_most];
    struct frame_place places[frames_walked_at_most];
    bool has_place[frames_walked_at_most];
    size_t count;
    uint64_t entry_frame_pointer; /* 0: the walk did not come so far */
};

static void walk(struct stack *stack, const struct v8_layout *layout, uint64_t frame_pointer, struct walked *walked) {
    walked->count = 0;
    walked->entry_frame_pointer = 0;
    while (walked->count < frames_walked_at_most) {
        uint64_t marker, next;
        if (frame_pointer % 8 != 0 || !read_slot(stack, frame_pointer, layout->frame_marker, &marker))
            return;
        if ((marker & 1) == 0 && is_entry(layout, marker)) {
            walked->entry_frame_pointer = frame_pointer;
            return;
        }
        if ((marker & 1) != 0) {
            struct frame *frame = &walked->frames[walked->count++];
            if (!read_slot(stack, frame_pointer, layout->frame_function, &frame->function)
                || !read_slot(stack, frame_pointer, layout->frame_bytecodes, &frame->bytecodes)
                || !read_slot(stack, frame_pointer, layout->frame_offset, &frame->offset))
                return;
        }
        if (!read_slot(stack, frame_pointer, 0, &next) || next <= frame_pointer || next - frame_pointer > longest_frame)
            return;
        frame_pointer = next;
    }
}

/* The heads of all bytecodes with one call. */
static void read_places(pid_t tid, struct walked *walked) {
    static uint64_t heads[frames_walked_at_most][bytecodes_head_words];
    struct iovec addresses[frames_walked_at_most];
    size_t with_bytecodes[frames_walked_at_most], count = 0;
    for (size_t i = 0; i < walked->count; i++) {
        const struct frame *frame = &walked->frames[i];
        walked->has_place[i] = false;
        if (!v8_is_object(frame->bytecodes))
            continue;
        /* One compiled bytecode by bytecode has no offset; its function tells it from others. */
        walked->places[i].bytecodes = frame->bytecodes;
        walked->places[i].offset = v8_is_small(frame->offset) ? frame->offset : frame->function;
        addresses[count] = (struct iovec){ (void *)(uintptr_t)(frame->bytecodes - 1), sizeof heads[0] };
        with_bytecodes[count++] = i;
    }
    bool is_whole = count > 0 && memory_read_places(tid, addresses, count, heads, count * sizeof heads[0]);
    for (size_t i = 0; i < count; i++) {
        struct frame_place *place = &walked->places[with_bytecodes[i]];
        if (is_whole)
            memcpy(place->head, heads[i], sizeof place->head);
        walked->has_place[with_bytecodes[i]] = is_whole || memory_read_whole(tid, place->bytecodes - 1, place->head, sizeof place->head);
    }
}

void v8_frames(const struct task *task, const struct v8_layout *layout, uint64_t frame_pointer, struct script_frames *frames) {
    static struct stack stack;
    static struct walked walked;
    stack.tid = task->tid;
    stack.length = 0;
    frames->count = 0;
    frames->entry_frame_pointer = 0;
    walk(&stack, layout, frame_pointer, &walked);
    read_places(task->tid, &walked);
    bool is_known = true;
    for (size_t i = 0; i < walked.count && is_known && frames->count < script_frames_at_most; i++) {
        const struct frame_place *place = walked.has_place[i] ? &walked.places[i] : NULL;
        enum found found = find(task, layout, &walked.frames[i], place, &frames->frames[frames->count]);
        frames->count += found == FRAME_OF_SCRIPT;
        is_known = found != FRAME_UNKNOWN;
    }
    if (frames->count == script_frames_at_most)
        return;
    if (is_known && walked.entry_frame_pointer != 0)
        frames->entry_frame_pointer = walked.entry_frame_pointer;
    else
        frames->frames[frames->count++] = (struct script_frame){ 0, UNKNOWN_POSITION };
}
