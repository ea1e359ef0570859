/* Asks one question of one subject. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "account/inquiry.h"
#include "base/bytes.h"
#include "base/memory.h"

enum { text_at_most = 4 * 1024 * 1024, text_part = 16 * 1024, readings_at_most = 16 };

static void fail(struct answer *answer, int error) {
    *answer = (struct answer){ .result = -1, .error = error };
}

/* Returns in how many parts it came. */
static unsigned read_once(const char *path, struct bytes *output, struct answer *answer) {
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (file < 0) {
        fail(answer, errno);
        return 0;
    }
    size_t start = output->length;
    unsigned parts = 0;
    ssize_t part = 0;
    do {
        unsigned char *place = bytes_reserve(output, text_part);
        part = read(file, place, text_part);
        if (part > 0) {
            output->length += (size_t)part;
            parts++;
        }
    } while (part > 0 && output->length - start < text_at_most);
    int error = part < 0 ? errno : part > 0 ? EFBIG : 0;
    close(file);
    if (part < 0)
        output->length = start;
    size_t length = output->length - start;
    *answer = (struct answer){ .result = error != 0 ? -1 : (int64_t)length, .error = error, .length = length };
    return parts;
}

/* What comes in several parts may have changed between two of them (fs/seq_file.c): it is read until it is the same twice. EAGAIN: it
 * never was. */
void inquiry_read_text(const char *path, struct bytes *output, struct answer *answer) {
    size_t start = output->length;
    bool may_have_changed = read_once(path, output, answer) > 1;
    for (unsigned readings = 1; may_have_changed && answer->error == 0; readings++) {
        struct answer again;
        size_t before = output->length;
        read_once(path, output, &again);
        may_have_changed =
            again.error != 0 || again.length != answer->length || memcmp(output->data + start, output->data + before, again.length) != 0;
        if (may_have_changed && (again.error != 0 || readings == readings_at_most)) {
            output->length = start;
            fail(answer, again.error != 0 ? again.error : EAGAIN);
            return;
        }
        memmove(output->data + start, output->data + before, again.length);
        output->length = start + again.length;
        *answer = again;
    }
}

void inquiry_read_maps(pid_t pid, struct bytes *maps) {
    char path[48];
    struct answer answer;
    snprintf(path, sizeof path, "/proc/%d/maps", (int)pid);
    bytes_clear(maps);
    inquiry_read_text(path, maps, &answer);
    bytes_append(maps, "", 1);
}

void inquiry_read_memory(pid_t tid, uint64_t address, uint64_t length, struct bytes *output, struct answer *answer) {
    if (memory_read_whole(tid, address, bytes_reserve(output, length), length)) {
        output->length += length;
        *answer = (struct answer){ .result = (int64_t)address, .length = length };
    } else {
        fail(answer, EFAULT);
    }
}

/* How much of the buffer is the answer, whatever the call says. */
static size_t kept_length(const struct inquiry *inquiry, int64_t result, uint32_t size) {
    uint64_t length = inquiry->kept == KEPT_ALL    ? inquiry->length
                      : inquiry->kept == KEPT_SIZE ? size
                                                   : (uint64_t)result + inquiry->kept_plus;
    return length < inquiry->length ? length : inquiry->length;
}

void inquiry_call(const struct inquiry *inquiry, uint64_t subject, uint64_t index, struct bytes *output, struct answer *answer) {
    unsigned char *buffer = bytes_reserve(output, inquiry->length);
    memset(buffer, 0, inquiry->length);
    uint32_t size = (uint32_t)inquiry->length;
    uint64_t arguments[call_arguments_at_most] = { 0 };
    for (unsigned i = 0; i < inquiry->argument_count; i++)
        switch (inquiry->arguments[i].kind) {
        case CALL_NUMBER:
            arguments[i] = inquiry->arguments[i].number;
            break;
        case CALL_SUBJECT:
            arguments[i] = subject;
            break;
        case CALL_INDEX:
            arguments[i] = index;
            break;
        case CALL_BUFFER:
            arguments[i] = (uint64_t)(uintptr_t)buffer;
            break;
        case CALL_SIZE:
            arguments[i] = (uint64_t)(uintptr_t)&size;
            break;
        }
    long result = syscall((long)inquiry->number, arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]);
    if (result < 0) {
        fail(answer, errno);
        return;
    }
    *answer = (struct answer){ .result = result, .length = kept_length(inquiry, result, size) };
    output->length += answer->length;
}

void inquiry_tee(const struct inquiry *inquiry, int descriptor, struct bytes *output, struct answer *answer) {
    int copy[2];
    if (pipe2(copy, O_CLOEXEC | O_NONBLOCK) != 0) {
        fail(answer, errno);
        return;
    }
    /* As many pages as the pipe that is asked: a page of ours takes what a page of that one holds. */
    int capacity = fcntl(descriptor, F_GETPIPE_SZ);
    if (capacity > 0)
        fcntl(copy[0], F_SETPIPE_SZ, capacity);
    ssize_t copied = tee(descriptor, copy[1], inquiry->length, SPLICE_F_NONBLOCK);
    int error = errno;
    size_t length = 0;
    unsigned char *place = bytes_reserve(output, inquiry->length);
    /* A pipe in packet mode gives one packet a read. */
    for (ssize_t part = 1; copied > 0 && part > 0 && length < (size_t)copied; length += part > 0 ? (size_t)part : 0)
        part = read(copy[0], place + length, (size_t)copied - length);
    close(copy[0]);
    close(copy[1]);
    if (copied < 0 && error == EAGAIN)
        copied = 0; /* it is empty */
    if (copied < 0) {
        fail(answer, error);
        return;
    }
    output->length += length;
    *answer = (struct answer){ .result = copied, .length = length };
}
