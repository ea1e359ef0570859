#include "front/hang.h"

#include <stddef.h>
#include <sys/stat.h>
#include <time.h>

enum {
    interval = 100,  /* milliseconds between two looks */
    courtesy = 2000, /* milliseconds in which a program may end by itself when it was asked to */
};

static struct {
    int trace;
    int64_t after;
    off_t size;
    int64_t since; /* milliseconds: of that size, or asked to end */
    enum hang_order ordered;
} hang;

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void hang_watch(int trace, int64_t after) {
    hang.trace = trace;
    hang.after = after;
    hang.since = now();
}

int hang_patience(void) {
    return hang.after == 0 || hang.ordered == HANG_KILL ? -1 : interval;
}

static enum hang_order order(enum hang_order what) {
    hang.ordered = what;
    hang.since = now();
    return what;
}

enum hang_order hang_look(void) {
    if (hang.after == 0 || hang.ordered == HANG_KILL)
        return HANG_NOTHING;
    if (hang.ordered == HANG_ASK_TO_END)
        return now() - hang.since >= courtesy ? order(HANG_KILL) : HANG_NOTHING;
    struct stat file;
    if (fstat(hang.trace, &file) == 0 && file.st_size != hang.size) {
        hang.size = file.st_size;
        hang.since = now();
    }
    return now() - hang.since >= hang.after ? order(HANG_ASK_TO_END) : HANG_NOTHING;
}

bool hang_was_seen(void) {
    return hang.ordered != HANG_NOTHING;
}
