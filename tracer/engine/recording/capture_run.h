/* One run of a capture program, and how a capture is encoded (docs/trace-format.md, "Capture"). */
#ifndef IPCSCOPE_CAPTURE_RUN_H
#define IPCSCOPE_CAPTURE_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes;
struct operation;
struct task;

enum capture_status { CAPTURE_WHOLE, CAPTURE_CUT, CAPTURE_UNREADABLE };

struct run {
    struct task *task;
    int64_t result;
    struct bytes *output;
    uint64_t payload_left;
};

/* The place of a capture's head, completed by capture_end. */
size_t capture_begin(struct run *run);
void capture_end(struct run *run, size_t start, unsigned operation, enum capture_status status, uint64_t full_length);
/* Bytes of the capture so far, without its head. */
size_t capture_length(const struct run *run, size_t start);

/* Append target memory; how much of it was readable. */
size_t capture_copy_memory(struct run *run, uint64_t address, size_t length);
/* Append payload, as far as the cap allows. */
enum capture_status capture_copy_payload(struct run *run, uint64_t address, uint64_t length);

/* Append a string without its NUL, page by page since the next page may not be readable. */
enum { string_at_most = 4096 };
enum capture_status capture_copy_string(struct run *run, uint64_t address);

/* Of capture_descriptors.c, capture_paths.c, capture_pointers.c, capture_socket.c and capture_vectors.c. `false` when the operation does
 * not apply. */
bool capture_object(struct run *run, const struct operation *operation, unsigned index);
bool capture_position(struct run *run, const struct operation *operation, unsigned index);
bool capture_rights(struct run *run, const struct operation *operation, unsigned index);
bool capture_iovec(struct run *run, const struct operation *operation, unsigned index);
bool capture_messages(struct run *run, const struct operation *operation, unsigned index);
bool capture_path_status(struct run *run, const struct operation *operation, unsigned index);
bool capture_pointers(struct run *run, const struct operation *operation, unsigned index);
bool capture_socket(struct run *run, const struct operation *operation, unsigned index);

#endif
