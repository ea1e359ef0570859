#include "targets/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "base/fatal.h"
#include "base/registers.h"
#include "recording/calls.h"
#include "targets/modules.h"

enum { bucket_count = 4096 };

static struct task *buckets[bucket_count];
static struct process *first_process, *last_process;

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

static void *allocate(size_t size) {
    void *memory = calloc(1, size);
    if (memory == NULL)
        fatal_no_memory();
    return memory;
}

static void new_space(struct process *process, const struct address_space *copied_from) {
    struct address_space *space = allocate(sizeof *space);
    space->references = 1;
    /* Before breakpoints are inherited, since that may write to the space through its process. */
    process->space = space;
    if (copied_from != NULL) {
        space->breakpoints = breakpoints_inherit(copied_from->breakpoints, space);
        space->layout = layout_share(copied_from->layout);
    } else {
        space->breakpoints = breakpoints_new(space);
    }
    if (space->breakpoints == NULL)
        fatal_no_memory();
}

static void release_space(struct address_space *space) {
    if (--space->references > 0)
        return;
    breakpoints_free(space->breakpoints);
    layout_release(space->layout);
    free(space);
}

static struct descriptor_cache *new_descriptors(void) {
    struct descriptor_cache *descriptors = allocate(sizeof *descriptors);
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
    struct task *task = allocate(sizeof *task);
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

struct task *tasks_new_process(pid_t pid, struct process *parent, unsigned shares) {
    struct process *process = allocate(sizeof *process);
    process->pid = pid;
    process->program = -1;
    process->previous = last_process;
    if (last_process != NULL)
        last_process->next = process;
    else
        first_process = process;
    last_process = process;
    if (parent != NULL)
        process->parent = parent->pid;
    if (parent != NULL && (shares & SHARES_SPACE)) {
        process->space = parent->space;
        process->space->references++;
    } else {
        new_space(process, parent != NULL ? parent->space : NULL);
    }
    if (parent != NULL && (shares & SHARES_DESCRIPTORS)) {
        process->descriptors = parent->descriptors;
        process->descriptors->references++;
    } else {
        process->descriptors = new_descriptors();
    }
    return tasks_new_thread(pid, process);
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
    call_forget(task);
    free(task->call.captures.data);
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
    release_space(process->space);
    release_descriptors(process->descriptors);
    free(process);
}

void tasks_exec(struct task *task) {
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
    struct address_space *former = process->space;
    new_space(process, NULL);
    /* A vfork parent lives on in the memory that its child leaves. */
    if (process->gdb != NULL && former->references > 1)
        breakpoints_remove_owner(former->breakpoints, process->gdb);
    release_space(former);
    release_descriptors(process->descriptors);
    process->descriptors = new_descriptors();
}

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
