#include "account/contents.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>

#include "account/inquiry.h"
#include "base/bytes.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/trace.h"
#include "targets/tasks.h"

enum { bytes_of_each = 4096, objects_at_most = 256 };

struct mapping {
    unsigned long long start, end, offset, inode;
    unsigned major, minor;
};

static struct bytes parts;
static uint32_t part_count;
static struct mapping seen[objects_at_most];
static size_t seen_count;

static bool is_same(const struct mapping *one, const struct mapping *other) {
    return one->inode == other->inode && one->major == other->major && one->minor == other->minor && one->offset == other->offset;
}

static bool was_seen(const struct mapping *mapping) {
    for (size_t i = 0; i < seen_count; i++)
        if (is_same(&seen[i], mapping))
            return true;
    return false;
}

static void put_u32(uint32_t value) {
    bytes_append(&parts, &value, sizeof value);
}

static void put_part(pid_t pid, const struct mapping *mapping, const void *data, size_t length) {
    uint64_t address = mapping->start;
    put_u32((uint32_t)pid);
    put_u32((uint32_t)length);
    bytes_append(&parts, &address, sizeof address);
    bytes_append(&parts, data, length);
    part_count++;
}

/* Also where the process itself may not read: another may. Behind the end of a file there is nothing. */
static void read_mapping(pid_t pid, const struct mapping *mapping) {
    static unsigned char data[bytes_of_each];
    uint64_t length = mapping->end - mapping->start;
    if (length > sizeof data)
        length = sizeof data;
    if (length > options.payload)
        length = options.payload;
    ssize_t copied = memory_force_read(pid, mapping->start, data, length);
    if (copied <= 0)
        return;
    put_part(pid, mapping, data, (size_t)copied);
    seen[seen_count++] = *mapping;
}

static void read_process(pid_t pid) {
    static struct bytes maps;
    inquiry_read_maps(pid, &maps);
    char *position = NULL;
    for (char *line = strtok_r((char *)maps.data, "\n", &position); line != NULL; line = strtok_r(NULL, "\n", &position)) {
        struct mapping mapping;
        char shared;
        if (sscanf(line, "%llx-%llx %*3c%c %llx %x:%x %llu", &mapping.start, &mapping.end, &shared, &mapping.offset, &mapping.major,
                   &mapping.minor, &mapping.inode)
                == 7
            && shared == 's' && seen_count < objects_at_most && !was_seen(&mapping))
            read_mapping(pid, &mapping);
    }
}

void contents_append(void) {
    bytes_clear(&parts);
    part_count = 0;
    seen_count = 0;
    for (const struct process *process = tasks_first_process(); process != NULL && options.payload > 0; process = process->next)
        if (!process->launching)
            read_process(process->pid);
    if (part_count == 0)
        return;
    trace_begin(RECORD_CONTENTS);
    trace_u64(trace_now());
    trace_u32(part_count);
    trace_bytes(parts.data, parts.length);
    trace_end();
}
