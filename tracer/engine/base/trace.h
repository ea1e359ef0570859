/* The trace file: records are built in a buffer and appended (docs/trace-format.md). */
#ifndef IPCSCOPE_TRACE_H
#define IPCSCOPE_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum record_type {
    RECORD_TASK = 2,
    RECORD_CALL = 3,
    RECORD_ENTER = 4,
    RECORD_EXIT = 5,
    RECORD_EXEC = 6,
    RECORD_EXITING = 7,
    RECORD_EXITED = 8,
    RECORD_SIGNAL = 9,
    RECORD_STACK = 10,
    RECORD_MODULE = 11,
    RECORD_STOP = 12,
    RECORD_RESUME = 13,
    RECORD_END = 15,
    RECORD_NOTE = 16,
    RECORD_JOB_CONTROL = 17,
    RECORD_ACCOUNT = 18,
    RECORD_MEMORY = 19,
    RECORD_CONTENTS = 20,
    RECORD_SCRIPT = 22,
    RECORD_ROBUST_LIST = 26,
    RECORD_OPERATION = 27,
};

/* The file exists and begins with preamble and header. `deflated`: records may go into blocks. On failure, a sentence that says why, in
 * static memory. */
const char *trace_open(const char *path, bool deflated);
/* Called once, with a sentence, when the trace can be written no more. */
void trace_on_failure(void (*report)(const char *sentence));
bool trace_is_recording(void);

/* Nanoseconds of CLOCK_MONOTONIC since the moment in the header. */
uint64_t trace_now(void);

/* Somebody keeps records back, to say the same in fewer: he is told that another is about to be written. */
void trace_before_records(void (*write_kept)(void));

/* Exactly one record is built at a time. */
void trace_begin(enum record_type type);
void trace_u8(uint8_t value);
void trace_u16(uint16_t value);
void trace_u32(uint32_t value);
void trace_u64(uint64_t value);
void trace_bytes(const void *bytes, size_t length);
void trace_end(void);

void trace_flush(void);
/* When the oldest record that is not in the file yet was written, or 0. */
uint64_t trace_waiting_since(void);
void trace_close(void);

#endif
