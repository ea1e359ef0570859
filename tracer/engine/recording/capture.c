#include "recording/capture.h"

#include <string.h>

#include "base/bytes.h"
#include "base/options.h"
#include "recording/capture_run.h"
#include "stacks/stacks.h"
#include "targets/table.h"
#include "targets/tasks.h"

/* `--payload all` is as much as a record can hold. */
static const uint64_t payload_at_most = 1u << 30;

static bool value_of(const struct run *run, const struct operand *operand, uint64_t *value) {
    return operand_value(operand, run->task, run->result, value);
}

static bool capture_payload(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t address, length;
    if (!value_of(run, &operation->place, &address) || !value_of(run, &operation->length, &length))
        return false;
    size_t start = capture_begin(run);
    enum capture_status status = capture_copy_payload(run, address, length);
    capture_end(run, start, index, status, length);
    return true;
}

static bool capture_fixed(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t address;
    if (!value_of(run, &operation->place, &address) || address == 0)
        return false;
    size_t start = capture_begin(run);
    size_t copied = capture_copy_memory(run, address, operation->size);
    capture_end(run, start, index, copied < operation->size ? CAPTURE_UNREADABLE : CAPTURE_WHOLE, operation->size);
    return true;
}

static bool capture_string(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t address;
    if (!value_of(run, &operation->place, &address) || address == 0)
        return false;
    size_t start = capture_begin(run);
    enum capture_status status = capture_copy_string(run, address);
    capture_end(run, start, index, status, capture_length(run, start));
    return true;
}

/* The stack record that has the address as its only frame. */
static bool capture_place(struct run *run, const struct operation *operation, unsigned index,
                          uint32_t (*take)(struct task *, uint64_t address)) {
    uint64_t address;
    uint32_t stack = value_of(run, &operation->place, &address) ? take(run->task, address) : 0;
    if (stack == 0)
        return false;
    size_t start = capture_begin(run);
    bytes_append(run->output, &stack, sizeof stack);
    capture_end(run, start, index, CAPTURE_WHOLE, sizeof stack);
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
    case OPERATION_IOVEC:
        return capture_iovec(run, operation, index);
    case OPERATION_OBJECT:
        return capture_object(run, operation, index);
    case OPERATION_POSITION:
        return capture_position(run, operation, index);
    case OPERATION_MESSAGES:
        return capture_messages(run, operation, index);
    case OPERATION_RIGHTS:
        return capture_rights(run, operation, index);
    case OPERATION_STATUS:
        return capture_path_status(run, operation, index);
    case OPERATION_SOCKET:
        return capture_socket(run, operation, index);
    case OPERATION_CODE:
        return capture_place(run, operation, index, stacks_take_place);
    case OPERATION_DATA:
        return capture_place(run, operation, index, stacks_take_data);
    case OPERATION_POINTERS:
        return capture_pointers(run, operation, index);
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

void capture_part_descriptors(struct process *process) {
    struct descriptor_cache *cache = process->descriptors;
    if (cache->references > 1 || process->first_task != process->last_task)
        cache->tables_differ = true;
}
