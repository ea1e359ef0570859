/* How V8 lays out its frames and objects, by the constants that it exports for debuggers (`v8dbg_…`, in the executables of Node). */
#ifndef IPCSCOPE_V8_LAYOUT_H
#define IPCSCOPE_V8_LAYOUT_H

#include <stdint.h>
#include <sys/types.h>

struct image;

enum { no_type = -2 };

struct v8_layout {
    /* From the frame pointer. */
    int32_t frame_marker, frame_function, frame_bytecodes, frame_offset;
    /* Frames by which C++ enters JavaScript. */
    int32_t entry_frame, construct_entry_frame;
    /* Fields, from the start of an object. */
    int32_t map_type, array_length, array_data, bytecodes_data;
    int32_t function_shared, shared_code, shared_script;
    int32_t script_source, script_name;
    int32_t string_length, one_byte_characters, two_byte_characters;
    int32_t cons_first, cons_second, thin_actual, sliced_parent, sliced_offset, external_resource;
    /* Instance types; `no_type`: there are none of it. */
    int32_t bytecodes_type, script_type, shared_type, debug_type;
    /* Not among the constants. */
    int32_t bytecodes_positions;
};

/* NULL: the file has no V8, or one that is laid out otherwise than the walk knows. */
const struct v8_layout *v8_layout_of(pid_t tid, const struct image *image);

#endif
