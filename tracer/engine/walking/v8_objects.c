#include "walking/v8_objects.h"

#include "base/bytes.h"
#include "base/memory.h"
#include "walking/v8_layout.h"

bool v8_is_object(uint64_t value) {
    return (value & 3) == 1;
}

bool v8_is_small(uint64_t value) {
    return (value & 0xffffffff) == 0;
}

int32_t v8_small(uint64_t value) {
    return (int32_t)(value >> 32);
}

bool v8_read(pid_t tid, uint64_t object, int32_t field, uint64_t *word) {
    return v8_is_object(object) && memory_read_whole(tid, object - 1 + (uint64_t)field, word, sizeof *word);
}

int32_t v8_type_of(pid_t tid, const struct v8_layout *layout, uint64_t object) {
    uint64_t map;
    uint16_t type;
    return v8_read(tid, object, 0, &map) && v8_is_object(map)
                   && memory_read_whole(tid, map - 1 + (uint64_t)layout->map_type, &type, sizeof type)
               ? type
               : -1;
}

static bool append(pid_t tid, uint64_t address, size_t length, struct bytes *bytes) {
    if (!memory_read_whole(tid, address, bytes_reserve(bytes, length + 1), length))
        return false;
    bytes->length += length;
    return true;
}

bool v8_read_byte_array(pid_t tid, const struct v8_layout *layout, uint64_t object, size_t at_most, struct bytes *bytes) {
    uint64_t length;
    if (!v8_read(tid, object, layout->array_length, &length) || !v8_is_small(length) || v8_small(length) < 0
        || (size_t)v8_small(length) > at_most)
        return false;
    return append(tid, object - 1 + (uint64_t)layout->array_data, (size_t)v8_small(length), bytes);
}

enum {
    string_types = 128,
    representation = 7,
    one_byte = 8,
    without_cached_data = 16, /* of an external string */
    sequential = 0,
    cons = 1,
    external = 2,
    sliced = 3,
    thin = 5,
};

static bool read_length(pid_t tid, const struct v8_layout *layout, uint64_t string, int32_t *length) {
    return memory_read_whole(tid, string - 1 + (uint64_t)layout->string_length, length, sizeof *length) && *length >= 0;
}

/* Where the characters of a string's whole are, behind the strings that only refer to others. */
static bool find_characters(pid_t tid, const struct v8_layout *layout, uint64_t string, uint64_t *address, bool *has_two_bytes) {
    enum { steps_at_most = 8 };
    uint64_t begin = 0; /* in characters */
    for (unsigned step = 0; step < steps_at_most; step++) {
        int32_t type = v8_type_of(tid, layout, string), length;
        uint64_t other;
        if (type < 0 || type >= string_types)
            return false;
        *has_two_bytes = (type & one_byte) == 0;
        uint64_t skipped = begin * (*has_two_bytes ? 2 : 1);
        switch (type & representation) {
        case sequential:
            *address = string - 1 + (uint64_t)(*has_two_bytes ? layout->two_byte_characters : layout->one_byte_characters) + skipped;
            return true;
        case external: /* the address of the characters follows that of their owner */
            if ((type & without_cached_data) != 0 || !v8_read(tid, string, layout->external_resource + 8, &other))
                return false;
            *address = other + skipped;
            return true;
        case cons: /* has been made one string, of which it is all */
            if (!v8_read(tid, string, layout->cons_second, &other) || !v8_is_object(other) || !read_length(tid, layout, other, &length)
                || length != 0 || !v8_read(tid, string, layout->cons_first, &string))
                return false;
            break;
        case sliced:
            if (!v8_read(tid, string, layout->sliced_offset, &other) || !v8_is_small(other)
                || !v8_read(tid, string, layout->sliced_parent, &string))
                return false;
            begin += (uint64_t)v8_small(other);
            break;
        case thin:
            if (!v8_read(tid, string, layout->thin_actual, &string))
                return false;
            break;
        default:
            return false;
        }
    }
    return false;
}

bool v8_read_string(pid_t tid, const struct v8_layout *layout, uint64_t string, size_t at_most, struct bytes *bytes, struct v8_text *text) {
    uint64_t address;
    int32_t length;
    if (!v8_is_object(string) || !find_characters(tid, layout, string, &address, &text->has_two_bytes)
        || !read_length(tid, layout, string, &length))
        return false;
    size_t size = (size_t)length * (text->has_two_bytes ? 2 : 1);
    if (size > at_most || !append(tid, address, size, bytes))
        return false;
    text->length = (uint32_t)size;
    return true;
}
