#include "base/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/block.h"

enum {
    usual_capacity = 256 * 1024,
    flush_threshold = 128 * 1024, /* large writes are cheap, and a reader of the growing file does not wait long */
    record_header_length = 8,
};

static struct {
    int descriptor;
    uint64_t start; /* CLOCK_MONOTONIC at the moment in the header */
    char *buffer;
    size_t length, capacity;
    size_t record_start;
    uint64_t waiting_since;
    struct bytes block;
    void (*report)(const char *sentence);
} trace = { .descriptor = -1 };

static uint64_t monotonic_nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

/* The header is JSON, but the engine needs one decimal number of it. */
static bool read_start_from_header(int descriptor) {
    unsigned char fixed[24]; /* preamble and record header */
    if (pread(descriptor, fixed, sizeof fixed, 0) != sizeof fixed || memcmp(fixed, "IPCTRACE", 8) != 0)
        return false;
    uint32_t length = (uint32_t)fixed[16] | (uint32_t)fixed[17] << 8 | (uint32_t)fixed[18] << 16 | (uint32_t)fixed[19] << 24;
    if (length > 64 * 1024 * 1024)
        return false;
    char *header = malloc((size_t)length + 1);
    bool found = false;
    if (header != NULL && pread(descriptor, header, length, sizeof fixed) == (ssize_t)length) {
        header[length] = 0;
        const char *key = "\"monotonicStart\"";
        char *place = memmem(header, length, key, strlen(key));
        if (place != NULL) {
            place += strlen(key);
            place += strspn(place, " :\"");
            trace.start = strtoull(place, NULL, 10);
            found = true;
        }
    }
    free(header);
    return found;
}

const char *trace_open(const char *path, bool deflated) {
    static char sentence[512];
    int descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC);
    if (descriptor < 0) {
        snprintf(sentence, sizeof sentence, "the trace file %s cannot be opened: %s.", path, strerror(errno));
        return sentence;
    }
    if (!read_start_from_header(descriptor)) {
        snprintf(sentence, sizeof sentence, "%s does not begin with the preamble and the header of a trace.", path);
        close(descriptor);
        return sentence;
    }
    trace.buffer = malloc(usual_capacity);
    if (trace.buffer == NULL || (deflated && !block_prepare())) {
        close(descriptor);
        return "there is not enough memory for the trace's buffer.";
    }
    trace.capacity = usual_capacity;
    trace.descriptor = descriptor;
    return NULL;
}

void trace_on_failure(void (*report)(const char *sentence)) {
    trace.report = report;
}

bool trace_is_recording(void) {
    return trace.descriptor >= 0;
}

uint64_t trace_now(void) {
    return monotonic_nanoseconds() - trace.start;
}

static void stop_recording(const char *why) {
    close(trace.descriptor);
    trace.descriptor = -1;
    trace.length = 0;
    trace.waiting_since = 0;
    char sentence[256];
    snprintf(sentence, sizeof sentence, "recording stopped, the trace can be written no more: %s.", why);
    if (trace.report != NULL)
        trace.report(sentence);
}

/* How many of the buffer's first bytes are whole records. */
static size_t whole_records_within(size_t length) {
    size_t whole = 0;
    while (whole + record_header_length <= length) {
        uint32_t payload;
        memcpy(&payload, trace.buffer + whole, sizeof payload);
        if (whole + record_header_length + payload > length)
            break;
        whole += record_header_length + payload;
    }
    return whole;
}

/* Append to the file, whole or not at all; or stop recording. Returns how much was written before it failed. */
static size_t append(const void *bytes, size_t length) {
    size_t done = 0;
    while (done < length) {
        ssize_t written = write(trace.descriptor, (const char *)bytes + done, length - done);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0) {
            errno = written < 0 ? errno : 0;
            break;
        }
        done += (size_t)written;
    }
    return done;
}

/* Returns whether all of the buffer is in the file. Else the file ends with a whole record; readers cope if that fails, too. */
static bool append_buffer(void) {
    off_t length_before = lseek(trace.descriptor, 0, SEEK_END);
    bool is_block = whole_records_within(trace.length) == trace.length && block_append(&trace.block, trace.buffer, trace.length);
    size_t length = is_block ? trace.block.length : trace.length;
    size_t done = append(is_block ? trace.block.data : (unsigned char *)trace.buffer, length);
    trace.block.length = 0;
    if (done == length)
        return true;
    const char *why = errno != 0 ? strerror(errno) : "nothing was written";
    (void)!ftruncate(trace.descriptor, length_before + (off_t)(is_block ? 0 : whole_records_within(done)));
    stop_recording(why);
    return false;
}

/* Records are complete in the buffer when this is called, except one that is being built. */
void trace_flush(void) {
    if (trace.length == 0 || trace.descriptor < 0 || !append_buffer())
        return;
    trace.length = 0;
    trace.waiting_since = 0;
    if (trace.capacity > usual_capacity) {
        char *smaller = realloc(trace.buffer, usual_capacity);
        if (smaller != NULL) {
            trace.buffer = smaller;
            trace.capacity = usual_capacity;
        }
    }
}

uint64_t trace_waiting_since(void) {
    return trace.waiting_since;
}

static char *reserve(size_t length) {
    if (trace.descriptor < 0)
        return NULL;
    if (trace.length + length > trace.capacity) {
        size_t capacity = trace.capacity;
        while (trace.length + length > capacity)
            capacity *= 2;
        char *larger = realloc(trace.buffer, capacity);
        if (larger == NULL) {
            stop_recording("there is not enough memory");
            return NULL;
        }
        trace.buffer = larger;
        trace.capacity = capacity;
    }
    char *place = trace.buffer + trace.length;
    trace.length += length;
    return place;
}

void trace_bytes(const void *bytes, size_t length) {
    char *place = reserve(length);
    if (place != NULL && length > 0)
        memcpy(place, bytes, length);
}

void trace_u8(uint8_t value) {
    trace_bytes(&value, sizeof value);
}

void trace_u16(uint16_t value) {
    trace_bytes(&value, sizeof value);
}

void trace_u32(uint32_t value) {
    trace_bytes(&value, sizeof value);
}

void trace_u64(uint64_t value) {
    trace_bytes(&value, sizeof value);
}

static void (*write_kept_records)(void);

void trace_before_records(void (*write_kept)(void)) {
    write_kept_records = write_kept;
}

void trace_begin(enum record_type type) {
    if (write_kept_records != NULL)
        write_kept_records();
    if (type == RECORD_END) /* stands by itself, so that it is found from the end of the file */
        trace_flush();
    trace.record_start = trace.length;
    trace_u32(0); /* the length, known at the end */
    trace_u16((uint16_t)type);
    trace_u16(0);
}

void trace_end(void) {
    if (trace.descriptor < 0)
        return;
    uint32_t length = (uint32_t)(trace.length - trace.record_start - record_header_length);
    memcpy(trace.buffer + trace.record_start, &length, sizeof length);
    if (trace.waiting_since == 0)
        trace.waiting_since = trace_now();
    if (trace.length >= flush_threshold)
        trace_flush();
}

void trace_close(void) {
    trace_flush();
    if (trace.descriptor >= 0)
        close(trace.descriptor);
    trace.descriptor = -1;
    block_end();
    free(trace.buffer);
    trace.buffer = NULL;
}
