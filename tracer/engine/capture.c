#include "capture.h"

#include <limits.h>
#include <string.h>
#include <sys/uio.h>

#include "descriptors.h"
#include "memory.h"
#include "options.h"
#include "table.h"
#include "tasks.h"

enum {
    page_size = 4096,
    string_at_most = 4096,
    strings_at_most = 64 * 1024,
    iovecs_at_most = 1024, /* IOV_MAX: the kernel takes no more */
};
/* `--payload all` is as much as a record can hold. */
static const uint64_t payload_at_most = 1u << 30;

enum capture_status { CAPTURE_WHOLE, CAPTURE_CUT, CAPTURE_UNREADABLE };

/* One run of a capture program. */
struct run {
    struct task *task;
    int64_t result;
    struct bytes *output;
    uint64_t payload_left;
};

/* The head of a capture, completed by end_capture. */
struct head {
    size_t start;
};

static struct head begin_capture(struct run *run) {
    struct head head = { run->output->length };
    static const unsigned char empty[16];
    bytes_append(run->output, empty, sizeof empty);
    return head;
}

static void end_capture(struct run *run, struct head head, unsigned operation, enum capture_status status, uint64_t full_length) {
    unsigned char *place = run->output->data + head.start;
    uint32_t stored = (uint32_t)(run->output->length - head.start - 16);
    place[0] = (unsigned char)operation;
    place[1] = (unsigned char)status;
    memcpy(place + 4, &stored, sizeof stored);
    memcpy(place + 8, &full_length, sizeof full_length);
}

/* Append target memory to the output; how much of it was readable. */
static size_t copy_memory(struct run *run, uint64_t address, size_t length) {
    unsigned char *place = bytes_reserve(run->output, length);
    size_t copied = memory_read(run->task->tid, address, place, length);
    run->output->length += copied;
    return copied;
}

static bool operand_value(const struct run *run, const struct operand *operand, uint64_t *value) {
    switch (operand->kind) {
    case OPERAND_ARGUMENT:
        *value = run->task->call.arguments[operand->argument];
        return true;
    case OPERAND_RESULT:
        *value = (uint64_t)run->result;
        return true;
    case OPERAND_CONSTANT:
        *value = operand->number;
        return true;
    case OPERAND_ALL:
        *value = UINT64_MAX;
        return true;
    case OPERAND_MEMORY: {
        int32_t number;
        if (!memory_read_whole(run->task->tid, run->task->call.arguments[operand->argument] + operand->number, &number, sizeof number))
            return false;
        *value = (uint64_t)(int64_t)number;
        return true;
    }
    }
    return false;
}

/* `arg0` as a descriptor is an int whatever the upper half of the register holds. */
static bool descriptor_operand(const struct run *run, const struct operand *operand, int *descriptor) {
    uint64_t value;
    if (!operand_value(run, operand, &value))
        return false;
    *descriptor = (int)value;
    return *descriptor >= 0;
}

static bool capture_payload(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t length;
    if (!operand_value(run, &operation->length, &length))
        return false;
    uint64_t wanted = length < run->payload_left ? length : run->payload_left;
    struct head head = begin_capture(run);
    size_t copied = copy_memory(run, run->task->call.arguments[operation->pointer], wanted);
    run->payload_left -= copied;
    end_capture(run, head, index, copied < wanted ? CAPTURE_UNREADABLE : wanted < length ? CAPTURE_CUT : CAPTURE_WHOLE, length);
    return true;
}

static bool capture_fixed(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t length, address = run->task->call.arguments[operation->pointer];
    if (address == 0 || !operand_value(run, &operation->length, &length) || length > strings_at_most)
        return false;
    struct head head = begin_capture(run);
    size_t copied = copy_memory(run, address, length);
    end_capture(run, head, index, copied < length ? CAPTURE_UNREADABLE : CAPTURE_WHOLE, length);
    return true;
}

/* Append a string without its NUL, page by page since the next page may not be readable. */
static enum capture_status copy_string(struct run *run, uint64_t address, size_t at_most) {
    for (size_t done = 0; done < at_most;) {
        size_t part = page_size - (address + done) % page_size;
        if (part > at_most - done)
            part = at_most - done;
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

static bool capture_string(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t address = run->task->call.arguments[operation->pointer];
    if (address == 0)
        return false;
    struct head head = begin_capture(run);
    enum capture_status status = copy_string(run, address, string_at_most);
    end_capture(run, head, index, status, run->output->length - head.start - 16);
    return true;
}

static bool capture_strings(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t array = run->task->call.arguments[operation->pointer];
    if (array == 0)
        return false;
    struct head head = begin_capture(run);
    size_t start = run->output->length;
    enum capture_status status = CAPTURE_WHOLE;
    for (;; array += sizeof(uint64_t)) {
        uint64_t address;
        if (!memory_read_whole(run->task->tid, array, &address, sizeof address)) {
            status = CAPTURE_UNREADABLE;
            break;
        }
        if (address == 0)
            break;
        size_t used = run->output->length - start;
        if (used >= strings_at_most) {
            status = CAPTURE_CUT;
            break;
        }
        status = copy_string(run, address, strings_at_most - used);
        if (status != CAPTURE_WHOLE)
            break;
        bytes_append(run->output, "", 1);
    }
    end_capture(run, head, index, status, run->output->length - start);
    return true;
}

static bool capture_iovec(struct run *run, const struct operation *operation, unsigned index) {
    static struct iovec parts[iovecs_at_most];
    uint64_t count, limit;
    if (!operand_value(run, &operation->count, &count) || !operand_value(run, &operation->limit, &limit))
        return false;
    if (count > iovecs_at_most)
        count = iovecs_at_most;
    struct head head = begin_capture(run);
    if (!memory_read_whole(run->task->tid, run->task->call.arguments[operation->pointer], parts, count * sizeof *parts)) {
        end_capture(run, head, index, CAPTURE_UNREADABLE, 0);
        return true;
    }
    uint64_t full_length = 0;
    enum capture_status status = CAPTURE_WHOLE;
    for (size_t i = 0; i < count && full_length < limit; i++) {
        uint64_t length = parts[i].iov_len;
        if (length > limit - full_length)
            length = limit - full_length;
        full_length += length;
        uint64_t wanted = length < run->payload_left ? length : run->payload_left;
        if (status == CAPTURE_WHOLE) {
            size_t copied = copy_memory(run, (uint64_t)(uintptr_t)parts[i].iov_base, wanted);
            run->payload_left -= copied;
            if (copied < wanted)
                status = CAPTURE_UNREADABLE;
            else if (wanted < length)
                status = CAPTURE_CUT;
        }
    }
    end_capture(run, head, index, status, full_length);
    return true;
}

static uint8_t *seek_memory(const struct run *run, int descriptor) {
    struct descriptor_cache *cache = run->task->process->descriptors;
    return descriptor < (int)sizeof cache->known ? &cache->known[descriptor] : NULL;
}

static bool capture_object(struct run *run, const struct operation *operation, unsigned index) {
    int descriptor;
    if (!descriptor_operand(run, &operation->descriptor, &descriptor))
        return false;
    pid_t tid = run->task->tid;
    struct stat status;
    int64_t position;
    uint32_t flags;
    char link[PATH_MAX];
    struct head head = begin_capture(run);
    if (!descriptor_status(tid, descriptor, &status) || !descriptor_info(tid, descriptor, &position, &flags)
        || !descriptor_link(tid, descriptor, link, sizeof link)) {
        end_capture(run, head, index, CAPTURE_UNREADABLE, 0);
        return true;
    }
    uint64_t numbers[4] = { status.st_dev, status.st_ino, status.st_rdev, (uint64_t)status.st_size };
    uint32_t mode = status.st_mode;
    bytes_append(run->output, numbers, sizeof numbers);
    bytes_append(run->output, &mode, sizeof mode);
    bytes_append(run->output, &flags, sizeof flags);
    bytes_append(run->output, link, strlen(link));
    end_capture(run, head, index, CAPTURE_WHOLE, run->output->length - head.start - 16);
    uint8_t *seek = seek_memory(run, descriptor);
    if (seek != NULL)
        *seek = descriptor_can_seek(&status) ? SEEK_POSSIBLE : SEEK_IMPOSSIBLE;
    return true;
}

static bool capture_position(struct run *run, const struct operation *operation, unsigned index) {
    int descriptor;
    if (!descriptor_operand(run, &operation->descriptor, &descriptor))
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
    struct head head = begin_capture(run);
    bytes_append(run->output, &position, sizeof position);
    end_capture(run, head, index, CAPTURE_WHOLE, sizeof position);
    return true;
}

/* `false` when the operation does not apply. */
static bool run_operation(struct run *run, const struct operation *operation, unsigned index) {
    switch (operation->kind) {
    case OPERATION_BYTES:
        return capture_payload(run, operation, index);
    case OPERATION_FIXED:
        return capture_fixed(run, operation, index);
    case OPERATION_STRING:
        return capture_string(run, operation, index);
    case OPERATION_STRINGS:
        return capture_strings(run, operation, index);
    case OPERATION_IOVEC:
        return capture_iovec(run, operation, index);
    case OPERATION_OBJECT:
        return capture_object(run, operation, index);
    case OPERATION_POSITION:
        return capture_position(run, operation, index);
    }
    return false;
}

static uint16_t run_program(struct run *run, const struct capture_program *program, bool at_exit) {
    uint16_t count = 0;
    for (unsigned index = 0; index < program->operation_count; index++)
        if (program->operations[index].at_exit == at_exit && run_operation(run, &program->operations[index], index))
            count++;
    return count;
}

static uint64_t payload_cap(void) {
    return options.payload < payload_at_most ? options.payload : payload_at_most;
}

void capture_entry(struct task *task, const struct capture_program *program) {
    struct call *call = &task->call;
    call->captures.length = 0;
    call->capture_count = 0;
    if (!program->has_entry_operations)
        return;
    struct run run = { task, 0, &call->captures, payload_cap() };
    call->capture_count = run_program(&run, program, false);
}

void capture_release(struct call *call) {
    bytes_clear(&call->captures);
    call->capture_count = 0;
}

void capture_exit(struct task *task, const struct capture_program *program, int64_t result, struct captured_exit *captured) {
    static struct bytes output;
    bytes_clear(&output);
    struct run run = { task, result, &output, payload_cap() };
    captured->count = run_program(&run, program, true);
    captured->bytes = output.data;
    captured->length = output.length;
}

void capture_forget_descriptors(struct process *process) {
    memset(process->descriptors->known, SEEK_UNKNOWN, sizeof process->descriptors->known);
}
