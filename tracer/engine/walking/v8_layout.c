#include "walking/v8_layout.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fatal.h"
#include "base/memory.h"
#include "layouts/layouts.h"
#include "walking/exports.h"

enum { required = -1 };

/* What is called otherwise, or is not told, in some of V8's versions 11 to 13. */
static const struct {
    const char *name, *other_name;
    int32_t otherwise;
    size_t place;
} constants[] = {
    { "off_fp_context_or_frame_type", NULL, required, offsetof(struct v8_layout, frame_marker) },
    { "off_fp_function", NULL, required, offsetof(struct v8_layout, frame_function) },
    { "off_fp_bytecode_array", NULL, required, offsetof(struct v8_layout, frame_bytecodes) },
    { "off_fp_bytecode_offset", NULL, required, offsetof(struct v8_layout, frame_offset) },
    { "frametype_EntryFrame", NULL, required, offsetof(struct v8_layout, entry_frame) },
    { "frametype_ConstructEntryFrame", NULL, required, offsetof(struct v8_layout, construct_entry_frame) },
    { "class_Map__instance_type__uint16_t", NULL, required, offsetof(struct v8_layout, map_type) },
    { "class_FixedArrayBase__length__SMI", NULL, required, offsetof(struct v8_layout, array_length) },
    { "class_FixedArray__data__uintptr_t", NULL, required, offsetof(struct v8_layout, array_data) },
    { "class_BytecodeArray__data__uintptr_t", NULL, required, offsetof(struct v8_layout, bytecodes_data) },
    { "class_JSFunction__shared__SharedFunctionInfo", NULL, required, offsetof(struct v8_layout, function_shared) },
    { "class_SharedFunctionInfo__function_data__Object", NULL, 8, offsetof(struct v8_layout, shared_code) },
    { "class_SharedFunctionInfo__script_or_debug_info__HeapObject", "class_SharedFunctionInfo__script__Tagged_HeapObject_", required,
      offsetof(struct v8_layout, shared_script) },
    { "class_Script__source__Object", NULL, required, offsetof(struct v8_layout, script_source) },
    { "class_Script__name__Object", NULL, required, offsetof(struct v8_layout, script_name) },
    { "class_String__length__int32_t", NULL, required, offsetof(struct v8_layout, string_length) },
    { "class_SeqOneByteString__chars__char", NULL, required, offsetof(struct v8_layout, one_byte_characters) },
    { "class_SeqTwoByteString__chars__char", "class_SeqOneByteString__chars__char", required,
      offsetof(struct v8_layout, two_byte_characters) },
    { "class_ConsString__first__String", NULL, required, offsetof(struct v8_layout, cons_first) },
    { "class_ConsString__second__String", NULL, required, offsetof(struct v8_layout, cons_second) },
    { "class_ThinString__actual__String", NULL, required, offsetof(struct v8_layout, thin_actual) },
    { "class_SlicedString__parent__String", NULL, required, offsetof(struct v8_layout, sliced_parent) },
    { "class_SlicedString__offset__SMI", NULL, required, offsetof(struct v8_layout, sliced_offset) },
    { "class_ExternalString__resource__Object", NULL, required, offsetof(struct v8_layout, external_resource) },
    { "type_BytecodeArray__BYTECODE_ARRAY_TYPE", NULL, required, offsetof(struct v8_layout, bytecodes_type) },
    { "type_Script__SCRIPT_TYPE", NULL, required, offsetof(struct v8_layout, script_type) },
    { "type_SharedFunctionInfo__SHARED_FUNCTION_INFO_TYPE", NULL, required, offsetof(struct v8_layout, shared_type) },
    { "type_DebugInfo__DEBUG_INFO_TYPE", NULL, no_type, offsetof(struct v8_layout, debug_type) },
};

static bool read_constant(const struct exports *exports, const char *name, int32_t *value) {
    char symbol[128];
    uint64_t address;
    snprintf(symbol, sizeof symbol, "v8dbg_%s", name);
    return exports_find(exports, symbol, &address) && memory_read_whole(exports->tid, address, value, sizeof *value);
}

/* Words of eight bytes without compressed pointers, small integers in their upper half, objects marked by the lowest bit, strings by the
 * bits that v8_objects.c knows. */
static bool is_of_known_form(const struct exports *exports) {
    static const struct {
        const char *name;
        int32_t value;
    } expected[] = {
        { "TaggedSize", 8 },
        { "SmiTagMask", 1 },
        { "SmiShiftSize", 31 },
        { "HeapObjectTag", 1 },
        { "StringRepresentationMask", 7 },
        { "StringEncodingMask", 8 },
        { "IsNotStringMask", -128 },
        { "SeqStringTag", 0 },
        { "ConsStringTag", 1 },
        { "ExternalStringTag", 2 },
        { "SlicedStringTag", 3 },
        { "ThinStringTag", 5 },
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int32_t value;
        if (!read_constant(exports, expected[i].name, &value) || value != expected[i].value)
            return false;
    }
    return true;
}

static bool read_constants(const struct exports *exports, struct v8_layout *layout) {
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        int32_t *place = (int32_t *)((char *)layout + constants[i].place);
        if (read_constant(exports, constants[i].name, place)
            || (constants[i].other_name != NULL && read_constant(exports, constants[i].other_name, place)))
            continue;
        if (constants[i].otherwise == required)
            return false;
        *place = constants[i].otherwise;
    }
    return true;
}

/* Where an array of bytecodes names its table of source positions. Up to V8 11 these follow its length: constants, handlers, positions,
 * some numbers. Since V8 12: a wrapper, positions, handlers, constants, some numbers. */
static bool find_positions(const struct exports *exports, struct v8_layout *layout) {
    int32_t wrapper;
    bool has_wrapper = read_constant(exports, "class_BytecodeArray__wrapper__Tagged_BytecodeWrapper_", &wrapper);
    layout->bytecodes_positions = has_wrapper ? wrapper + 8 : layout->array_length + 24;
    int32_t numbers = layout->bytecodes_positions + (has_wrapper ? 24 : 8);
    return layout->bytecodes_data > numbers && layout->bytecodes_data <= numbers + 16;
}

static struct v8_layout *read_layout(pid_t tid, const struct image *image) {
    struct exports exports;
    if (!exports_open(tid, image, &exports) || !is_of_known_form(&exports))
        return NULL;
    struct v8_layout *layout = calloc(1, sizeof *layout);
    if (layout == NULL)
        fatal_no_memory();
    if (read_constants(&exports, layout) && find_positions(&exports, layout))
        return layout;
    free(layout);
    return NULL;
}

const struct v8_layout *v8_layout_of(pid_t tid, const struct image *image) {
    static struct known {
        const struct module *module;
        const struct v8_layout *layout;
    } *known;
    static size_t count;
    for (size_t i = 0; i < count; i++)
        if (known[i].module == image->module)
            return known[i].layout;
    known = realloc(known, (count + 1) * sizeof *known);
    if (known == NULL)
        fatal_no_memory();
    known[count] = (struct known){ image->module, read_layout(tid, image) };
    return known[count++].layout;
}
