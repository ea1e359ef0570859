#include "targets/space_memory.h"

#include "base/memory.h"
#include "targets/tasks.h"

/* Any task that still has the memory. */
static pid_t reader_of(const struct process *process) {
    const struct task *task = tasks_first_living(process);
    return task != NULL ? task->tid : process->pid;
}

ssize_t process_read_memory(const struct process *process, uint64_t address, void *buffer, size_t length) {
    return memory_force_read(reader_of(process), address, buffer, length);
}

static const struct process *process_of_space(const struct address_space *space) {
    const struct process *any = NULL;
    for (const struct process *process = tasks_first_process(); process != NULL; process = process->next)
        if (process->space == space) {
            if (tasks_first_living(process) != NULL)
                return process;
            any = process;
        }
    return any;
}

ssize_t space_read(const struct address_space *space, uint64_t address, void *buffer, size_t length) {
    const struct process *process = process_of_space(space);
    return process != NULL ? process_read_memory(process, address, buffer, length) : -1;
}

ssize_t space_write(const struct address_space *space, uint64_t address, const void *buffer, size_t length) {
    const struct process *process = process_of_space(space);
    return process != NULL ? memory_force_write(reader_of(process), address, buffer, length) : -1;
}
