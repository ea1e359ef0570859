/* Watchpoints in watched memory: they need no debug registers, since each access there is seen anyway. */
#ifndef IPCSCOPE_WATCHED_POINTS_H
#define IPCSCOPE_WATCHED_POINTS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "decoding/instruction.h"
#include "gdb/debug_registers.h"

enum { watched_points_at_most = 32, watched_hits_at_most = 32 };

struct watched_hit {
    pid_t tid;
    struct debug_register point;
};

struct watched_points {
    struct debug_register list[watched_points_at_most]; /* of any length */
    unsigned count;
    struct watched_hit hits[watched_hits_at_most]; /* of tasks whose stop has not been reported, one for each */
    unsigned hit_count;
};

/* Both are idempotent. `false`: the memory is not watched, or there are too many. */
bool watched_points_insert(struct watched_points *points, const struct process *process, enum debug_register_use use, uint64_t address,
                           uint64_t length);
/* Whether it was there. */
bool watched_points_remove(struct watched_points *points, enum debug_register_use use, uint64_t address, uint64_t length);
/* The task has made an access; `length` 0: how long it was is not known. */
void watched_points_note(struct watched_points *points, pid_t tid, enum access_kind kind, uint64_t address, uint64_t length);
bool watched_points_are_hit(const struct watched_points *points, pid_t tid);
/* `false`: the task has hit none. */
bool watched_points_take_hit(struct watched_points *points, pid_t tid, struct debug_register *point);

#endif
