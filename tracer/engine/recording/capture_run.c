#include "recording/capture_run.h"

#include <string.h>

#include "base/bytes.h"
#include "base/memory.h"
#include "targets/tasks.h"

enum { head_length = 16, page_size = 4096 };

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

size_t capture_copy_memory(struct run *run, uint64_t address, size_t length) {
    unsigned char *place = bytes_reserve(run->output, length);
    size_t copied = memory_read(run->task->tid, address, place, length);
    run->output->length += copied;
    return copied;
}

enum capture_status capture_copy_payload(struct run *run, uint64_t address, uint64_t length) {
    uint64_t wanted = length < run->payload_left ? length : run->payload_left;
    size_t copied = capture_copy_memory(run, address, wanted);
    run->payload_left -= copied;
    return copied < wanted ? CAPTURE_UNREADABLE : wanted < length ? CAPTURE_CUT : CAPTURE_WHOLE;
}

enum capture_status capture_copy_string(struct run *run, uint64_t address) {
    for (size_t done = 0; done < string_at_most;) {
        size_t part = page_size - (address + done) % page_size;
        if (part > string_at_most - done)
            part = string_at_most - done;
        unsigned char *place = bytes_reserve(run->output, part);
        size_t copied = memory_read(run->task->tid, address + done, place, part);
        unsigned char *end = memchr(place, 0, copied);
        if (end != NULL) {
            run->output->length += (size_t)(end - place);
            return CAPTURE_WHOLE;
        }
        run->output->length += copied;
        if (copied < part)
            return CAPTURE_UNREADABLE;
        done += part;
    }
    return CAPTURE_CUT;
}
