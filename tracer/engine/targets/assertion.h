/* What must hold of a task or a process whatever programs do. When it does not, the engine has a fault, and ends with a sentence
 * that names the task and the condition: a trace that goes on after that could not be trusted. */
#ifndef IPCSCOPE_ASSERTION_H
#define IPCSCOPE_ASSERTION_H

struct process;
struct task;

#define ASSERT(target, condition)                                                                                                          \
    ((condition) ? (void)0                                                                                                                 \
                 : _Generic((target),                                                                                                      \
             struct task *: assertion_failed_of_task,                                                                                      \
             const struct task *: assertion_failed_of_task,                                                                                \
             struct process *: assertion_failed_of_process,                                                                                \
             const struct process *: assertion_failed_of_process)((target), #condition, __FILE__, __LINE__))

void assertion_failed_of_task(const struct task *task, const char *condition, const char *file, int line) __attribute__((noreturn));
void assertion_failed_of_process(const struct process *process, const char *condition, const char *file, int line)
    __attribute__((noreturn));

#endif
