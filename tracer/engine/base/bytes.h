/* A growing array of bytes. */
#ifndef IPCSCOPE_BYTES_H
#define IPCSCOPE_BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
    unsigned char *data;
    size_t length, capacity;
};

/* Room for `length` more bytes at the end, which the caller fills and adds to `length`. Never NULL. */
unsigned char *bytes_reserve(struct bytes *bytes, size_t length);
void bytes_append(struct bytes *bytes, const void *data, size_t length);
void bytes_print(struct bytes *bytes, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Empty it, and give back the memory of an unusually large one. */
void bytes_clear(struct bytes *bytes);

#endif
