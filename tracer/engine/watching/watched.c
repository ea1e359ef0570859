#include "watching/watched.h"

#include <stddef.h>

#include "targets/tasks.h"

struct watched *watched_of(struct task *task) {
    if (task->watched == NULL)
        task->watched = tasks_new_part(sizeof *task->watched);
    return task->watched;
}
