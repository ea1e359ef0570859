#include "base/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"

enum { first_capacity = 256, usual_at_most = 16 * 1024 };

unsigned char *bytes_reserve(struct bytes *bytes, size_t length) {
    if (bytes->length + length > bytes->capacity) {
        size_t capacity = bytes->capacity > 0 ? bytes->capacity : first_capacity;
        while (bytes->length + length > capacity)
            capacity *= 2;
        unsigned char *larger = realloc(bytes->data, capacity);
        if (larger == NULL)
            fatal_no_memory();
        bytes->data = larger;
        bytes->capacity = capacity;
    }
    return bytes->data + bytes->length;
}

void bytes_append(struct bytes *bytes, const void *data, size_t length) {
    unsigned char *place = bytes_reserve(bytes, length);
    if (length > 0)
        memcpy(place, data, length);
    bytes->length += length;
}

void bytes_print(struct bytes *bytes, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    if (length > 0) {
        vsnprintf((char *)bytes_reserve(bytes, (size_t)length + 1), (size_t)length + 1, format, again);
        bytes->length += (size_t)length;
    }
    va_end(again);
    va_end(arguments);
}

void bytes_clear(struct bytes *bytes) {
    bytes->length = 0;
    if (bytes->capacity > usual_at_most) {
        free(bytes->data);
        bytes->data = NULL;
        bytes->capacity = 0;
    }
}
