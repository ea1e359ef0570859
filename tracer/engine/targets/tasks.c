#include "targets/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/registers.h"
#include "layouts/layouts.h"
#include "targets/assertion.h"

enum { bucket_count = 4096 };

static struct task *buckets[bucket_count];
static struct process *first_process, *last_process;
static void (*end_of_task)(struct task *task);
static void (*end_of_space)(struct address_space *space);

void tasks_on_end(void (*of_task)(struct task *task), void (*of_space)(struct address_space *space)) {
    end_of_task = of_task;
    end_of_space = of_space;
}

static struct task **bucket_of(pid_t tid) {
    return &buckets[(unsigned)tid % bucket_count];
}

struct process *tasks_first_process(void) {
    return first_process;
}

struct task *tasks_find(pid_t tid) {
    struct task *task = *bucket_of(tid);
    while (task != NULL && task->tid != tid)
        task = task->next_in_bucket;
    return task;
}

struct process *tasks_find_process(pid_t pid) {
    struct task *leader = tasks_find(pid);
    if (leader != NULL && leader->process->pid == pid)
        return leader->process;
    for (struct process *process = first_process; process != NULL; process = process->next)
        if (process->pid == pid)
            return process;
    return NULL;
}

/* ---- Those that are not on their way out ---- */

static struct task *skip_exiting(struct task *task) {
    while (task != NULL && task->exiting)
        task = task->next;
    return task;
}

struct task *tasks_first_living(const struct process *process) {
    return skip_exiting(process->first_task);
}

struct task *tasks_next_living(const struct task *task) {
    return skip_exiting(task->next);
}

struct task *tasks_find_living(const struct process *process, pid_t tid) {
    struct task *task = tasks_find(tid);
    return task != NULL && task->process == process && !task->exiting ? task : NULL;
}

/* ---- Creation and end ---- */

void *tasks_new_part(size_t size) {
    void *memory = calloc(1, size);
    if (memory == NULL)
        fatal_no_memory();
    return memory;
}

static struct address_space *new_space(const struct address_space *copied_from) {
    struct address_space *space = tasks_new_part(sizeof *space);
    space->references = 1;
    if (copied_from != NULL)
        space->layout = layout_share(copied_from->layout);
    return space;
}

void tasks_release_space(struct address_space *space) {
    if (--space->references > 0)
        return;
    end_of_space(space);
    layout_release(space->layout);
    free(space);
}

static struct descriptor_cache *new_descriptors(void) {
    struct descriptor_cache *descriptors = tasks_new_part(sizeof *descriptors);
    descriptors->references = 1;
    return descriptors;
}

static void release_descriptors(struct descriptor_cache *descriptors) {
    if (--descriptors->references == 0)
        free(descriptors);
}

static void put_into_bucket(struct task *task) {
    struct task **bucket = bucket_of(task->tid);
    task->next_in_bucket = *bucket;
    *bucket = task;
}

static void take_out_of_bucket(struct task *task) {
    struct task **place = bucket_of(task->tid);
    while (*place != task)
        place = &(*place)->next_in_bucket;
    *place = task->next_in_bucket;
}

struct task *tasks_new_thread(pid_t tid, struct process *process) {
    ASSERT(process, tasks_find(tid) == NULL);
    struct task *task = tasks_new_part(sizeof *task);
    task->tid = tid;
    task->process = process;
    task->previous = process->last_task;
    if (process->last_task != NULL)
        process->last_task->next = task;
    else
        process->first_task = task;
    process->last_task = task;
    put_into_bucket(task);
    return task;
}

struct task *tasks_new_process(pid_t pid, const struct process *creator, unsigned shares) {
    struct process *process = tasks_new_part(sizeof *process);
    process->pid = pid;
    process->previous = last_process;
    if (last_process != NULL)
        last_process->next = process;
    else
        first_process = process;
    last_process = process;
    if (creator != NULL)
        process->parent = creator->pid;
    if (creator != NULL && (shares & SHARES_SPACE)) {
        process->space = creator->space;
        process->space->references++;
    } else {
        process->space = new_space(creator != NULL ? creator->space : NULL);
    }
    if (creator != NULL && (shares & SHARES_DESCRIPTORS)) {
        process->descriptors = creator->descriptors;
        process->descriptors->references++;
    } else {
        process->descriptors = new_descriptors();
    }
    return tasks_new_thread(pid, process);
}

void tasks_set_parent(struct process *process, pid_t parent) {
    process->parent = parent;
}

void tasks_begin_exit(struct task *task) {
    task->exiting = true;
}

void tasks_remove(struct task *task) {
    struct process *process = task->process;
    take_out_of_bucket(task);
    if (task->previous != NULL)
        task->previous->next = task->next;
    else
        process->first_task = task->next;
    if (task->next != NULL)
        task->next->previous = task->previous;
    else
        process->last_task = task->previous;
    end_of_task(task);
    free(task->motion);
    free(task->delivery);
    free(task->stepping);
    free(task->step_signals);
    free(task->report);
    free(task->rewinding);
    free(task->watched);
    free(task);
}

void tasks_free_process(struct process *process) {
    while (process->first_task != NULL)
        tasks_remove(process->first_task);
    if (process->previous != NULL)
        process->previous->next = process->next;
    else
        first_process = process->next;
    if (process->next != NULL)
        process->next->previous = process->previous;
    else
        last_process = process->previous;
    tasks_release_space(process->space);
    release_descriptors(process->descriptors);
    free(process->launched);
    free(process->debugging);
    free(process->leave);
    free(process->freezing);
    free(process->stop);
    free(process->fault_action);
    free(process);
}

struct address_space *tasks_exec(struct task *task) {
    struct process *process = task->process;
    for (struct task *other = process->first_task, *next; other != NULL; other = next) {
        next = other->next;
        if (other != task)
            tasks_remove(other);
    }
    if (task->tid != process->pid) {
        take_out_of_bucket(task);
        task->tid = process->pid;
        put_into_bucket(task);
    }
    ASSERT(process, process->first_task == task && process->last_task == task);
    struct address_space *former = process->space;
    process->space = new_space(NULL);
    release_descriptors(process->descriptors);
    process->descriptors = new_descriptors();
    return former;
}

/* ---- Registers ---- */

struct user_regs_struct *task_registers(struct task *task) {
    if (!task->registers_known) {
        if (!registers_read(task->tid, &task->registers))
            return NULL;
        task->registers_known = true;
    }
    return &task->registers;
}

bool task_write_registers(struct task *task) {
    return registers_write(task->tid, &task->registers);
}

void task_forget_registers(struct task *task) {
    task->registers_known = false;
}
