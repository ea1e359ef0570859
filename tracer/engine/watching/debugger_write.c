#include "watching/debugger_write.h"

#include <signal.h>
#include <sys/ptrace.h>

#include "base/memory.h"
#include "running/execution.h"
#include "targets/tasks.h"
#include "watching/injection.h"
#include "watching/protection.h"
#include "watching/regions.h"

static struct region *region_at(const struct process *process, uint64_t address, size_t length) {
    const struct regions *regions = regions_known(process->space);
    return regions != NULL ? regions_find_in_range(regions, address, address + length) : NULL;
}

bool debugger_write_is_needed(const struct process *process, uint64_t address, size_t length) {
    return region_at(process, address, length) != NULL;
}

/* At the stop of a signal that the program is to get, an injection would lose it. */
static bool is_usable(struct task *task) {
    siginfo_t information;
    return execution_is_stopped(task) && !task->exiting && ptrace(PTRACE_GETSIGINFO, task->tid, 0, &information) == 0
           && (information.si_signo & 0x7f) == SIGTRAP;
}

static bool write_open(struct injection *injection, uint64_t address, const void *bytes, size_t length) {
    struct task *task = injection->task;
    struct region *region = region_at(task->process, address, length);
    protection_open(injection, region, region->start, region->end);
    ssize_t written = memory_force_write(task->tid, address, bytes, length);
    protection_close(injection, region, region->start, region->end);
    return written == (ssize_t)length;
}

bool debugger_write(struct process *process, uint64_t address, const void *bytes, size_t length) {
    for (struct task *task = process->first_task; task != NULL; task = task->next) {
        if (!is_usable(task))
            continue;
        struct injection injection;
        injection_begin(&injection, task);
        bool is_written = !injection.is_lost && write_open(&injection, address, bytes, length);
        injection_end(&injection);
        return is_written && !injection.is_lost;
    }
    return false;
}
