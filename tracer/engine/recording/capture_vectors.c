/* Captures of payload that lies in several places: vectors of struct iovec, and of messages. */
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "base/bytes.h"
#include "base/memory.h"
#include "recording/capture_run.h"
#include "targets/table.h"
#include "targets/tasks.h"

enum {
    iovecs_at_most = 1024,   /* IOV_MAX: the kernel takes no more */
    messages_at_most = 1024, /* UIO_MAXIOV */
    name_at_most = sizeof(struct sockaddr_storage),
    message_head_length = 20,
};

static bool value_of(const struct run *run, const struct operand *operand, uint64_t *value) {
    return operand_value(operand, run->task, run->result, value);
}

/* Of so many iovecs at most `limit` bytes; `full_length` is how many that would be without the payload cap. */
static enum capture_status copy_parts(struct run *run, uint64_t vector, uint64_t count, uint64_t limit, uint64_t *full_length) {
    static struct iovec parts[iovecs_at_most];
    *full_length = 0;
    if (count > iovecs_at_most)
        count = iovecs_at_most;
    if (!memory_read_whole(run->task->tid, vector, parts, count * sizeof *parts))
        return CAPTURE_UNREADABLE;
    enum capture_status status = CAPTURE_WHOLE;
    for (size_t i = 0; i < count && *full_length < limit; i++) {
        uint64_t length = parts[i].iov_len;
        if (length > limit - *full_length)
            length = limit - *full_length;
        *full_length += length;
        if (status == CAPTURE_WHOLE)
            status = capture_copy_payload(run, (uint64_t)(uintptr_t)parts[i].iov_base, length);
    }
    return status;
}

bool capture_iovec(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t vector, count, limit = UINT64_MAX, full_length;
    if (!value_of(run, &operation->place, &vector) || !value_of(run, &operation->length, &count)
        || (operation->limited && !value_of(run, &operation->limit, &limit)))
        return false;
    size_t start = capture_begin(run);
    enum capture_status status = copy_parts(run, vector, count, limit, &full_length);
    capture_end(run, start, index, status, full_length);
    return true;
}

/* One message: before the call all of it counts, afterwards as much as the kernel has noted (sendmmsg(2), recvmmsg(2)). */
static enum capture_status copy_message(struct run *run, uint64_t address, bool at_exit) {
    struct mmsghdr message;
    if (!memory_read_whole(run->task->tid, address, &message, sizeof message))
        return CAPTURE_UNREADABLE;
    const struct msghdr *header = &message.msg_hdr;
    size_t head = run->output->length;
    unsigned char numbers[message_head_length] = { 0 };
    bytes_append(run->output, numbers, sizeof numbers);
    uint32_t wanted = header->msg_name == NULL ? 0 : header->msg_namelen < name_at_most ? header->msg_namelen : name_at_most;
    uint32_t name = (uint32_t)capture_copy_memory(run, (uint64_t)(uintptr_t)header->msg_name, wanted);
    size_t data = run->output->length;
    uint64_t full_length;
    enum capture_status status =
        copy_parts(run, (uint64_t)(uintptr_t)header->msg_iov, header->msg_iovlen, at_exit ? message.msg_len : UINT64_MAX, &full_length);
    uint32_t stored = (uint32_t)(run->output->length - data), full = full_length < UINT32_MAX ? (uint32_t)full_length : UINT32_MAX;
    uint32_t flags = (uint32_t)header->msg_flags;
    unsigned char *place = run->output->data + head;
    memcpy(place, &flags, sizeof flags);
    memcpy(place + 4, &message.msg_len, sizeof message.msg_len);
    memcpy(place + 8, &name, sizeof name);
    memcpy(place + 12, &stored, sizeof stored);
    memcpy(place + 16, &full, sizeof full);
    return status;
}

bool capture_messages(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t address, count;
    if (!value_of(run, &operation->place, &address) || !value_of(run, &operation->length, &count))
        return false;
    if (count > messages_at_most)
        count = messages_at_most;
    size_t start = capture_begin(run);
    enum capture_status status = CAPTURE_WHOLE;
    /* The bytes of those that no longer fit are missing; their lengths and names are not. */
    for (uint64_t i = 0; i < count && status != CAPTURE_UNREADABLE; i++) {
        enum capture_status one = copy_message(run, address + i * sizeof(struct mmsghdr), operation->at_exit);
        status = one == CAPTURE_WHOLE ? status : one;
    }
    if (status == CAPTURE_UNREADABLE && capture_length(run, start) > 0)
        status = CAPTURE_CUT;
    capture_end(run, start, index, status, capture_length(run, start));
    return true;
}
