#include "watching/protection.h"

#include <sys/mman.h>

#include "targets/tasks.h"
#include "watching/injection.h"
#include "watching/regions.h"

void protection_open(struct injection *injection, const struct region *region, uint64_t start, uint64_t end) {
    if (region->protection != PROT_NONE)
        inject_protection(injection, start, end, region->protection);
}

void protection_close(struct injection *injection, const struct region *region, uint64_t start, uint64_t end) {
    if (region->open_calls > 0 || region->protection == PROT_NONE)
        return;
    if (region->page_uses == NULL || region->is_indivisible) {
        if (!region_has_let_go(region, start))
            inject_protection(injection, start, end, PROT_NONE);
        return;
    }
    uint64_t run = start;
    for (uint64_t page = start; page < end; page += page_size)
        if (region_has_let_go(region, page)) {
            if (run < page)
                inject_protection(injection, run, page, PROT_NONE);
            run = page + page_size;
        }
    if (run < end)
        inject_protection(injection, run, end, PROT_NONE);
}

void protection_close_all(struct injection *injection) {
    struct regions *regions = regions_of(injection->task->process->space);
    for (size_t i = 0; i < regions->count; i++)
        protection_close(injection, &regions->list[i], regions->list[i].start, regions->list[i].end);
    regions->is_to_close = false;
}
