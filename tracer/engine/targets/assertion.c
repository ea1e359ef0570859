#include "targets/assertion.h"

#include "base/fatal.h"
#include "targets/tasks.h"

void assertion_failed_of_task(const struct task *task, const char *condition, const char *file, int line) {
    fatal("the engine contradicts itself about thread %d of process %d: '%s' does not hold (%s:%d).", (int)task->tid,
          (int)task->process->pid, condition, file, line);
}

void assertion_failed_of_process(const struct process *process, const char *condition, const char *file, int line) {
    fatal("the engine contradicts itself about process %d: '%s' does not hold (%s:%d).", (int)process->pid, condition, file, line);
}
