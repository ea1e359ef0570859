#include "events/robust_list.h"

#include <linux/futex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/trace.h"
#include "recording/capture_pointers.h"
#include "stacks/stacks.h"
#include "targets/tasks.h"

enum {
    words_at_most = 64,
    steps_at_most = 2048, /* ROBUST_LIST_LIMIT, where the kernel stops, too */
    around = 24,          /* what stands at a word */
};

static const uint64_t inherits = 1; /* FUTEX_LOCK_PI: in the lowest bit of the pointer */

struct held {
    uint64_t address;
    unsigned char bytes[around];
    uint32_t variables[pointers_at_most]; /* by which the program calls it */
    uint32_t variable_count;
};

struct list {
    pid_t tid;
    int64_t offset; /* of a word, from its entry */
    struct held held[words_at_most];
    size_t count;
};

static void add(struct list *list, uint64_t entry) {
    struct held *held = &list->held[list->count];
    held->address = entry + (uint64_t)list->offset;
    for (size_t i = 0; i < list->count; i++)
        if (list->held[i].address == held->address)
            return;
    if (memory_read_whole(list->tid, held->address, held->bytes, sizeof held->bytes))
        list->count++;
}

static void read_list(struct list *list, uint64_t address, const struct robust_list_head *head) {
    uint64_t entry = (uintptr_t)head->list.next & ~inherits, pending = (uintptr_t)head->list_op_pending & ~inherits;
    for (unsigned steps = 0; entry != address && steps < steps_at_most && list->count < words_at_most; steps++) {
        uint64_t next;
        if (entry != pending)
            add(list, entry);
        if (!memory_read_whole(list->tid, entry, &next, sizeof next))
            break;
        entry = next & ~inherits;
    }
    /* It was about to be locked or unlocked. */
    if (pending != 0 && list->count < words_at_most)
        add(list, pending);
}

/* Their records stand before that of the list. */
static void find_variables(struct list *list, struct task *task) {
    stacks_take(task);
    for (size_t i = 0; i < list->count; i++)
        list->held[i].variable_count = (uint32_t)variables_record(task, list->held[i].address, list->held[i].variables);
}

void robust_list_record(struct task *task) {
    static struct list list;
    struct robust_list_head head;
    uint64_t address = 0;
    size_t length = 0;
    if (syscall(SYS_get_robust_list, task->tid, &address, &length) != 0 || address == 0
        || !memory_read_whole(task->tid, address, &head, sizeof head))
        return;
    list.tid = task->tid;
    list.offset = head.futex_offset;
    list.count = 0;
    read_list(&list, address, &head);
    if (list.count == 0)
        return;
    find_variables(&list, task);
    trace_begin(RECORD_ROBUST_LIST);
    trace_u64(trace_now());
    trace_u32((uint32_t)task->tid);
    trace_u32((uint32_t)list.count);
    for (size_t i = 0; i < list.count; i++) {
        trace_u64(list.held[i].address);
        trace_bytes(list.held[i].bytes, around);
        trace_u32(list.held[i].variable_count);
        trace_bytes(list.held[i].variables, list.held[i].variable_count * sizeof *list.held[i].variables);
    }
    trace_end();
}
