#include "watching/regions.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fatal.h"
#include "base/memory.h"
#include "base/options.h"
#include "targets/tasks.h"

struct regions *regions_known(const struct address_space *space) {
    return space->regions;
}

struct regions *regions_of(struct address_space *space) {
    if (space->regions == NULL) {
        space->regions = tasks_new_part(sizeof *space->regions);
        space->regions->memory = -1;
    }
    return space->regions;
}

static void forget_list(struct region *list, size_t count) {
    for (size_t i = 0; i < count; i++)
        free(list[i].page_uses);
    free(list);
}

void regions_forget_list(struct regions *regions) {
    forget_list(regions->list, regions->count);
    regions->list = NULL;
    regions->count = 0;
}

void regions_forget(struct address_space *space) {
    struct regions *regions = space->regions;
    if (regions == NULL)
        return;
    forget_list(regions->list, regions->count);
    if (regions->memory >= 0)
        close(regions->memory);
    free(regions);
    space->regions = NULL;
}

static void add(struct regions *regions, const struct region *region) {
    struct region *list = realloc(regions->list, (regions->count + 1) * sizeof *list);
    if (list == NULL)
        fatal_no_memory();
    list[regions->count++] = *region;
    regions->list = list;
}

static size_t use_count(const struct region *region) {
    return region->is_indivisible ? 1 : (region->end - region->start) / page_size;
}

void regions_inherit(const struct address_space *parent, struct address_space *child) {
    const struct regions *from = parent->regions;
    if (from == NULL)
        return;
    struct regions *to = regions_of(child);
    to->call_instruction = from->call_instruction;
    to->is_to_close = from->is_to_close;
    to->is_refused = from->is_refused;
    for (size_t i = 0; i < from->count; i++) {
        struct region region = from->list[i];
        /* Nobody closes for the child what was open for a call of its parent. */
        to->is_to_close |= region.open_calls > 0;
        region.open_calls = 0;
        region.is_changing = false;
        if (region.page_uses != NULL) {
            size_t size = use_count(&region) * sizeof *region.page_uses;
            uint32_t *copy = malloc(size);
            if (copy == NULL)
                fatal_no_memory();
            region.page_uses = memcpy(copy, region.page_uses, size);
        }
        add(to, &region);
    }
}

struct region *regions_find_in_range(const struct regions *regions, uint64_t start, uint64_t end) {
    size_t low = 0, high = regions->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (regions->list[middle].end <= start)
            low = middle + 1;
        else
            high = middle;
    }
    return low < regions->count && regions->list[low].start < end ? &regions->list[low] : NULL;
}

struct region *regions_find(const struct regions *regions, uint64_t address) {
    return regions_find_in_range(regions, address, address + 1);
}

/* ---- What the kernel says ---- */

static bool begins_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

/* Memory that programs share by writing to it; not a device's, not the kernel's rings, and not what the C library reads of
 * files that belong to it. */
static bool is_for_sharing(const char *name, bool is_writable) {
    if (begins_with(name, "anon_inode:") || begins_with(name, "/[aio]") || begins_with(name, "/secretmem"))
        return false;
    if (begins_with(name, "/dev/"))
        return begins_with(name, "/dev/shm/") || begins_with(name, "/dev/zero");
    return is_writable || !(begins_with(name, "/usr/") || begins_with(name, "/lib"));
}

static bool parse_line(const char *line, struct region *region) {
    unsigned long start, end;
    char permissions[5];
    int name = 0;
    if (sscanf(line, "%lx-%lx %4s %*s %*s %*s %n", &start, &end, permissions, &name) != 3 || permissions[3] != 's')
        return false;
    *region = (struct region){ .start = start, .end = end, .is_indivisible = begins_with(line + name, "/SYSV") };
    region->protection =
        (permissions[0] == 'r' ? PROT_READ : 0) | (permissions[1] == 'w' ? PROT_WRITE : 0) | (permissions[2] == 'x' ? PROT_EXEC : 0);
    return permissions[2] != 'x' && is_for_sharing(line + name, permissions[1] == 'w');
}

/* The kernel's own code in each program makes calls where it has no answer (vdso(7)). */
static uint64_t find_call_instruction(const char *line, pid_t tid) {
    unsigned long start, end;
    static unsigned char code[4 * page_size];
    if (strstr(line, "[vdso]") == NULL || sscanf(line, "%lx-%lx", &start, &end) != 2)
        return 0;
    size_t length = memory_read(tid, start, code, end - start < sizeof code ? end - start : sizeof code);
    for (size_t i = 0; i + 1 < length; i++)
        if (code[i] == 0x0f && code[i + 1] == 0x05)
            return start + i;
    return 0;
}

/* The one that stays as it was, and of which this mapping is a part. */
static struct region *find_kept(const struct regions *regions, const struct region *mapping) {
    struct region *known = regions_find(regions, mapping->start);
    return known != NULL && !known->is_changing ? known : NULL;
}

void regions_read(struct regions *regions, pid_t tid) {
    char path[32], line[4096 + 128];
    snprintf(path, sizeof path, "/proc/%d/maps", (int)tid);
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return;
    struct regions now = { 0 };
    while (fgets(line, sizeof line, file) != NULL) {
        struct region mapping;
        if (regions->call_instruction == 0)
            regions->call_instruction = find_call_instruction(line, tid);
        if (!parse_line(line, &mapping))
            continue;
        struct region *kept = find_kept(regions, &mapping);
        if (kept == NULL) {
            mapping.is_changing = true;
            add(&now, &mapping);
        } else if (now.count == 0 || now.list[now.count - 1].start != kept->start) {
            add(&now, kept);
            kept->page_uses = NULL; /* it has moved */
        }
    }
    fclose(file);
    forget_list(regions->list, regions->count);
    regions->list = now.list;
    regions->count = now.count;
}

/* ---- Memory ---- */

size_t regions_read_memory(struct regions *regions, pid_t tid, uint64_t address, void *buffer, size_t length) {
    if (regions->memory < 0) {
        char path[32];
        snprintf(path, sizeof path, "/proc/%d/mem", (int)tid);
        regions->memory = open(path, O_RDONLY | O_CLOEXEC);
    }
    ssize_t copied = regions->memory >= 0 ? pread(regions->memory, buffer, length, (off_t)address) : 0;
    return copied > 0 ? (size_t)copied : 0;
}

/* ---- Pages ---- */

static size_t page_index(const struct region *region, uint64_t address) {
    return region->is_indivisible ? 0 : (address - region->start) / page_size;
}

uint32_t region_count_use(struct region *region, uint64_t address) {
    if (region->page_uses == NULL)
        region->page_uses = calloc(use_count(region), sizeof *region->page_uses);
    if (region->page_uses == NULL)
        fatal_no_memory();
    return ++region->page_uses[page_index(region, address)];
}

bool region_has_let_go(const struct region *region, uint64_t address) {
    return region->page_uses != NULL && region->page_uses[page_index(region, address)] >= options.watch_limit;
}

void region_part(const struct region *region, uint64_t address, uint64_t *start, uint64_t *end) {
    *start = region->is_indivisible ? region->start : address & ~(uint64_t)(page_size - 1);
    *end = region->is_indivisible ? region->end : *start + page_size;
}
