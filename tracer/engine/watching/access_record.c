#include "watching/access_record.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/trace.h"
#include "recording/enters.h"
#include "running/debugger.h"
#include "targets/tasks.h"

/* A reader that spins reads the same few words again and again. */
enum { kept_at_most = 16, kept_of_task = 4, kept_bytes = 64 };
static const uint64_t keep_time = 100000000; /* nanoseconds */

struct kept {
    pid_t tid;
    uint64_t first_time, count;
    struct access access;
    unsigned char bytes[kept_bytes];
};

static struct kept kept[kept_at_most];
static size_t kept_count;

static void append(pid_t tid, uint64_t time, uint64_t count, const struct access *access) {
    trace_begin(RECORD_MEMORY);
    trace_u64(time);
    trace_u64(access->address);
    trace_u64(access->length);
    trace_u64(count);
    trace_u32((uint32_t)tid);
    trace_u32(access->stack);
    trace_u8((uint8_t)access->kind);
    trace_u8(access->is_by_call ? 1 : access->kind == ACCESS_UNKNOWN ? 0 : access->is_atomic ? 2 : 4);
    trace_u16(access->call_number);
    trace_u32(access->before_length);
    trace_u32(access->after_length);
    trace_bytes(access->before, access->before_length);
    trace_bytes(access->after, access->after_length);
    trace_end();
}

static void write_kept(void) {
    size_t count = kept_count;
    kept_count = 0; /* each of the records below asks for this again */
    for (size_t i = 0; i < count; i++)
        append(kept[i].tid, kept[i].first_time, kept[i].count, &kept[i].access);
}

static bool is_same(const struct kept *one, pid_t tid, const struct access *access) {
    const struct access *other = &one->access;
    return one->tid == tid && other->instruction == access->instruction && other->address == access->address
           && other->length == access->length && other->kind == access->kind && other->stack == access->stack
           && other->before_length == access->before_length && memcmp(one->bytes, access->before, access->before_length) == 0;
}

/* What changes nothing may be told later, as long as nothing else is told meanwhile. */
static bool may_be_kept(const struct access *access) {
    if (access->is_by_call || access->kind == ACCESS_UNKNOWN || access->before_length > kept_bytes)
        return false;
    return access->kind == ACCESS_READS
           || (access->before_length == access->after_length && memcmp(access->before, access->after, access->after_length) == 0);
}

static size_t count_of(pid_t tid) {
    size_t count = 0;
    for (size_t i = 0; i < kept_count; i++)
        count += kept[i].tid == tid;
    return count;
}

static void keep(pid_t tid, const struct access *access) {
    for (size_t i = 0; i < kept_count; i++)
        if (is_same(&kept[i], tid, access)) {
            kept[i].count++;
            return;
        }
    if (kept_count == kept_at_most || count_of(tid) == kept_of_task)
        write_kept();
    struct kept *place = &kept[kept_count++];
    *place = (struct kept){ .tid = tid, .first_time = trace_now(), .count = 1, .access = *access };
    memcpy(place->bytes, access->before, access->before_length);
    place->access.before = place->bytes;
    place->access.after = access->after_length > 0 ? place->bytes : NULL;
}

void access_record(struct task *task, const struct access *access) {
    debugger_note_access(task, access->kind, access->address, access->length);
    trace_before_records(write_kept);
    enters_write_except(NULL);
    if (may_be_kept(access))
        keep(task->tid, access);
    else
        append(task->tid, trace_now(), 1, access);
    access_record_write_old();
}

void access_record_forget(struct task *task) {
    if (count_of(task->tid) > 0)
        write_kept();
}

uint64_t access_record_write_old(void) {
    if (kept_count > 0 && kept[0].first_time + keep_time <= trace_now())
        write_kept();
    return kept_count > 0 ? kept[0].first_time + keep_time : 0;
}
