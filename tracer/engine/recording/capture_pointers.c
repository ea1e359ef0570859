/* Captures of what leads to an address. */
#include "recording/capture_pointers.h"

#include "base/bytes.h"
#include "base/options.h"
#include "base/trace.h"
#include "layouts/layouts.h"
#include "recording/capture_run.h"
#include "stacks/mix.h"
#include "stacks/stack_records.h"
#include "stacks/stacks.h"
#include "targets/table.h"
#include "targets/tasks.h"
#include "walking/pointers.h"

enum { remembered = 1024 /* a power of two */ };

/* Whoever stands in the same place again would be told the same. */
static bool is_known(uint64_t layout_serial, uint64_t address, uint32_t stack) {
    static uint64_t known[remembered];
    uint64_t hash = mix(mix(mix(3, layout_serial), address), stack), *slot = &known[hash & (remembered - 1)];
    bool was_known = *slot == hash;
    *slot = hash;
    return was_known;
}

size_t variables_record(struct task *task, uint64_t address, uint32_t ids[pointers_at_most]) {
    struct layout *layout = stacks_layout(task);
    struct pointer found[pointers_at_most];
    uint32_t place = stacks_take_data(task, address);
    if (place != 0)
        ids[0] = place;
    if (place != 0 || layout == NULL || !options.stacks || !trace_is_recording())
        return place != 0;
    size_t count = pointers_find(task, layout, address, found);
    for (size_t i = 0; i < count; i++)
        ids[i] = pointer_record(layout, &found[i], address);
    return count;
}

bool capture_pointers(struct run *run, const struct operation *operation, unsigned index) {
    struct task *task = run->task;
    const struct layout *layout = stacks_layout(task);
    uint32_t ids[pointers_at_most];
    uint64_t address;
    if (layout == NULL || task->call.stack == 0 || !operand_value(&operation->place, task, run->result, &address)
        || layout_find_data(layout, address) != NULL || is_known(layout->serial, address, task->call.stack))
        return false;
    size_t count = variables_record(task, address, ids);
    if (count == 0)
        return false;
    size_t start = capture_begin(run);
    bytes_append(run->output, ids, count * sizeof *ids);
    capture_end(run, start, index, CAPTURE_WHOLE, count * sizeof *ids);
    return true;
}
