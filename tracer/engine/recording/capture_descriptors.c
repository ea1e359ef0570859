/* Captures of facts about descriptors. */
#include <limits.h>
#include <string.h>
#include <sys/socket.h>

#include "base/bytes.h"
#include "base/descriptors.h"
#include "base/memory.h"
#include "recording/capture_run.h"
#include "targets/table.h"
#include "targets/tasks.h"

enum {
    control_at_most = 64 * 1024,
    rights_at_most = 64 * 1024, /* bytes of a capture */
    messages_at_most = 1024,    /* UIO_MAXIOV: the kernel takes no more */
};

/* ---- What a descriptor can do, remembered ---- */

static uint8_t *seek_memory(const struct run *run, int descriptor) {
    struct descriptor_cache *cache = run->task->process->descriptors;
    return !cache->tables_differ && descriptor < (int)sizeof cache->known ? &cache->known[descriptor] : NULL;
}

static void remember(const struct run *run, int descriptor, const struct stat *status) {
    uint8_t *seek = seek_memory(run, descriptor);
    if (seek != NULL)
        *seek = descriptor_can_seek(status) ? SEEK_POSSIBLE : SEEK_IMPOSSIBLE;
}

/* ---- Objects and positions ---- */

static bool append_facts(struct run *run, int descriptor) {
    pid_t tid = run->task->tid;
    struct stat status;
    int64_t position;
    uint32_t flags;
    char link[PATH_MAX];
    if (!descriptor_status(tid, descriptor, &status) || !descriptor_info(tid, descriptor, &position, &flags)
        || !descriptor_link(tid, descriptor, link, sizeof link))
        return false;
    uint64_t numbers[4] = { status.st_dev, status.st_ino, status.st_rdev, (uint64_t)status.st_size };
    uint32_t mode = status.st_mode;
    bytes_append(run->output, numbers, sizeof numbers);
    bytes_append(run->output, &mode, sizeof mode);
    bytes_append(run->output, &flags, sizeof flags);
    bytes_append(run->output, link, strlen(link));
    remember(run, descriptor, &status);
    if (strcmp(link, "anon_inode:[userfaultfd]") == 0)
        memory_await_no_page();
    return true;
}

bool capture_object(struct run *run, const struct operation *operation, unsigned index) {
    int descriptor;
    if (!operand_descriptor(&operation->place, run->task, run->result, &descriptor))
        return false;
    size_t start = capture_begin(run);
    bool known = append_facts(run, descriptor);
    capture_end(run, start, index, known ? CAPTURE_WHOLE : CAPTURE_UNREADABLE, capture_length(run, start));
    return true;
}

bool capture_position(struct run *run, const struct operation *operation, unsigned index) {
    int descriptor;
    if (!operand_descriptor(&operation->place, run->task, run->result, &descriptor))
        return false;
    uint8_t *seek = seek_memory(run, descriptor), answer = seek != NULL ? *seek : SEEK_UNKNOWN;
    if (answer == SEEK_UNKNOWN) {
        struct stat status;
        if (!descriptor_status(run->task->tid, descriptor, &status))
            return false;
        answer = descriptor_can_seek(&status) ? SEEK_POSSIBLE : SEEK_IMPOSSIBLE;
        if (seek != NULL)
            *seek = answer;
    }
    int64_t position;
    uint32_t flags;
    if (answer == SEEK_IMPOSSIBLE || !descriptor_info(run->task->tid, descriptor, &position, &flags))
        return false;
    size_t start = capture_begin(run);
    bytes_append(run->output, &position, sizeof position);
    capture_end(run, start, index, CAPTURE_WHOLE, sizeof position);
    return true;
}

/* ---- Descriptors that go or come with messages (unix(7), SCM_RIGHTS and SCM_PIDFD) ---- */

#ifndef SCM_PIDFD
#define SCM_PIDFD 4
#endif

/* One descriptor: its number, in which of the messages it came, and the length of the facts that follow. */
static void append_right(struct run *run, int32_t descriptor, uint16_t message) {
    size_t head = run->output->length;
    uint16_t length = 0;
    bytes_append(run->output, &descriptor, sizeof descriptor);
    bytes_append(run->output, &message, sizeof message);
    bytes_append(run->output, &length, sizeof length);
    size_t facts = run->output->length;
    if (descriptor >= 0 && append_facts(run, descriptor)) {
        length = (uint16_t)(run->output->length - facts);
        memcpy(run->output->data + head + 6, &length, sizeof length);
    }
}

/* The control messages as the kernel laid them out (cmsg(3)), whatever the program has made of them since. */
static enum capture_status append_rights_of(struct run *run, size_t start, const unsigned char *control, size_t size, uint16_t message) {
    struct cmsghdr header;
    for (size_t place = 0; size - place >= sizeof header; place += CMSG_ALIGN(header.cmsg_len)) {
        memcpy(&header, control + place, sizeof header);
        if (header.cmsg_len < sizeof header || header.cmsg_len > size - place)
            break;
        bool holds_descriptors = header.cmsg_level == SOL_SOCKET && (header.cmsg_type == SCM_RIGHTS || header.cmsg_type == SCM_PIDFD);
        for (size_t at = sizeof header; holds_descriptors && header.cmsg_len - at >= sizeof(int32_t); at += sizeof(int32_t)) {
            int32_t descriptor;
            if (capture_length(run, start) >= rights_at_most)
                return CAPTURE_CUT;
            memcpy(&descriptor, control + place + at, sizeof descriptor);
            append_right(run, descriptor, message);
        }
        if (CMSG_ALIGN(header.cmsg_len) > size - place)
            break;
    }
    return CAPTURE_WHOLE;
}

static enum capture_status append_message(struct run *run, size_t start, uint64_t address, uint16_t message) {
    static unsigned char control[control_at_most];
    struct msghdr header;
    if (!memory_read_whole(run->task->tid, address, &header, sizeof header))
        return CAPTURE_UNREADABLE;
    if (header.msg_control == NULL || header.msg_controllen == 0)
        return CAPTURE_WHOLE;
    size_t size = header.msg_controllen < sizeof control ? header.msg_controllen : sizeof control;
    if (!memory_read_whole(run->task->tid, (uint64_t)(uintptr_t)header.msg_control, control, size))
        return CAPTURE_UNREADABLE;
    return append_rights_of(run, start, control, size, message);
}

bool capture_rights(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t address, count = 1;
    if (!operand_value(&operation->place, run->task, run->result, &address)
        || (operation->counted && !operand_value(&operation->length, run->task, run->result, &count)))
        return false;
    if (count > messages_at_most)
        count = messages_at_most;
    size_t start = capture_begin(run);
    enum capture_status status = CAPTURE_WHOLE;
    /* What comes after a message that cannot be read was neither sent nor received. */
    for (uint64_t i = 0; i < count && status == CAPTURE_WHOLE; i++)
        status = append_message(run, start, address + i * sizeof(struct mmsghdr), (uint16_t)i);
    if (status == CAPTURE_UNREADABLE && capture_length(run, start) > 0)
        status = CAPTURE_CUT;
    /* Most messages bring no descriptors. */
    if (status == CAPTURE_WHOLE && capture_length(run, start) == 0) {
        run->output->length = start;
        return false;
    }
    capture_end(run, start, index, status, capture_length(run, start));
    return true;
}
