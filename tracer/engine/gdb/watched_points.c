#include "gdb/watched_points.h"

#include <stddef.h>

#include "targets/tasks.h"
#include "watching/regions.h"
#include "watching/switching.h"

/* Each access to all of it is seen, as long as watching goes on. */
static bool is_watched(const struct process *process, uint64_t address, uint64_t length) {
    const struct regions *regions = regions_known(process->space);
    const struct region *region = regions != NULL ? regions_find(regions, address) : NULL;
    return switching_is_on() && region != NULL && !region_has_let_go(region, address) && length > 0 && length <= region->end - address;
}

static bool is_same(const struct debug_register *one, const struct debug_register *other) {
    return one->use == other->use && one->address == other->address && one->length == other->length;
}

bool watched_points_insert(struct watched_points *points, const struct process *process, enum debug_register_use use, uint64_t address,
                           uint64_t length) {
    struct debug_register wanted = { true, use, address, (unsigned)length };
    if (length != wanted.length || !is_watched(process, address, length))
        return false;
    for (unsigned i = 0; i < points->count; i++)
        if (is_same(&points->list[i], &wanted))
            return true;
    if (points->count == watched_points_at_most)
        return false;
    points->list[points->count++] = wanted;
    return true;
}

static void drop_hit(struct watched_points *points, unsigned index) {
    points->hits[index] = points->hits[--points->hit_count];
}

bool watched_points_remove(struct watched_points *points, enum debug_register_use use, uint64_t address, uint64_t length) {
    struct debug_register wanted = { true, use, address, (unsigned)length };
    for (unsigned i = points->hit_count; i > 0; i--)
        if (is_same(&points->hits[i - 1].point, &wanted))
            drop_hit(points, i - 1);
    for (unsigned i = 0; i < points->count; i++)
        if (is_same(&points->list[i], &wanted)) {
            points->list[i] = points->list[--points->count];
            return true;
        }
    return false;
}

static int hit_of(const struct watched_points *points, pid_t tid) {
    for (unsigned i = 0; i < points->hit_count; i++)
        if (points->hits[i].tid == tid)
            return (int)i;
    return -1;
}

void watched_points_note(struct watched_points *points, pid_t tid, enum access_kind kind, uint64_t address, uint64_t length) {
    uint64_t end = address + (length == 0 ? 1 : length);
    for (unsigned i = 0; i < points->count; i++) {
        const struct debug_register *point = &points->list[i];
        bool concerns = point->use == DEBUG_REGISTER_ACCESS || kind != ACCESS_READS;
        if (!concerns || end <= point->address || point->address + point->length <= address)
            continue;
        if (hit_of(points, tid) < 0 && points->hit_count < watched_hits_at_most)
            points->hits[points->hit_count++] = (struct watched_hit){ tid, *point };
        return;
    }
}

bool watched_points_are_hit(const struct watched_points *points, pid_t tid) {
    return hit_of(points, tid) >= 0;
}

bool watched_points_take_hit(struct watched_points *points, pid_t tid, struct debug_register *point) {
    int hit = hit_of(points, tid);
    if (hit < 0)
        return false;
    *point = points->hits[hit].point;
    drop_hit(points, (unsigned)hit);
    return true;
}
