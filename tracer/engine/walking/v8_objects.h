/* Objects of V8's heap, read from outside. A reference to one is its address with the lowest bit set. */
#ifndef IPCSCOPE_V8_OBJECTS_H
#define IPCSCOPE_V8_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct bytes;
struct v8_layout;

bool v8_is_object(uint64_t value);
/* A small integer in a field, and its value. */
bool v8_is_small(uint64_t value);
int32_t v8_small(uint64_t value);

/* A word of an object. */
bool v8_read(pid_t tid, uint64_t object, int32_t field, uint64_t *word);
/* The instance type of an object, or -1. */
int32_t v8_type_of(pid_t tid, const struct v8_layout *layout, uint64_t object);
/* The bytes of an array, appended. `false` when it is none (V8's `undefined`), is longer than `at_most` or cannot be read. */
bool v8_read_byte_array(pid_t tid, const struct v8_layout *layout, uint64_t object, size_t at_most, struct bytes *bytes);

struct v8_text {
    bool has_two_bytes; /* UTF-16, else Latin-1 */
    uint32_t length;    /* bytes, appended */
};
/* The characters of a string, appended. `false` when it is none, is longer than `at_most` bytes or lies in pieces. */
bool v8_read_string(pid_t tid, const struct v8_layout *layout, uint64_t string, size_t at_most, struct bytes *bytes, struct v8_text *text);

#endif
