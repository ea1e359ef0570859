#include "recording/capture_run.h"

#include <string.h>

#include "base/bytes.h"

enum { head_length = 16 };

size_t capture_begin(struct run *run) {
    static const unsigned char empty[head_length];
    size_t start = run->output->length;
    bytes_append(run->output, empty, sizeof empty);
    return start;
}

size_t capture_length(const struct run *run, size_t start) {
    return run->output->length - start - head_length;
}

void capture_end(struct run *run, size_t start, unsigned operation, enum capture_status status, uint64_t full_length) {
    unsigned char *place = run->output->data + start;
    uint32_t stored = (uint32_t)capture_length(run, start);
    place[0] = (unsigned char)operation;
    place[1] = (unsigned char)status;
    memcpy(place + 4, &stored, sizeof stored);
    memcpy(place + 8, &full_length, sizeof full_length);
}
