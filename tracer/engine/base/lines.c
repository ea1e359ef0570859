#include "base/lines.h"

#include <string.h>

void lines_take(struct bytes *received, void (*take)(char *line)) {
    size_t start = 0;
    for (unsigned char *end; (end = memchr(received->data + start, '\n', received->length - start)) != NULL;) {
        *end = 0;
        take((char *)received->data + start);
        start = (size_t)(end - received->data) + 1;
    }
    memmove(received->data, received->data + start, received->length - start);
    received->length -= start;
}
