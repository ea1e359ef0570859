#include "account/busy_descriptions.h"

#include <stddef.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "account/descriptor_tables.h"
#include "base/memory.h"
#include "base/process_state.h"
#include "targets/tasks.h"

/* They keep the pipe locked while they read or write what is at the other end (splice_file_to_pipe, iter_file_splice_write,
 * splice_to_socket in fs/splice.c), or fetch the memory to be given (vmsplice_to_pipe). tee(2) joins two pipes, and waits
 * for them only while neither is locked. */
static const struct {
    uint32_t number;
    unsigned descriptor_count, places[2];
} calls[] = {
    { SYS_sendfile, 1, { 0 } },
    { SYS_splice, 2, { 0, 2 } },
    { SYS_vmsplice, 1, { 0 } },
};

/* What the task's descriptor is now; `false` when another thread has closed it since. */
static bool read_status(const struct task *task, uint64_t descriptor, struct stat *status) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)task->tid, (int)descriptor);
    return stat(path, status) == 0;
}

static bool may_lock(const struct task *task, const struct stat *pipe) {
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        if (task->call.phase != CALL_INSIDE || task->call.number != calls[i].number)
            continue;
        unsigned pipes = 0;
        bool is_named = false;
        for (unsigned j = 0; j < calls[i].descriptor_count; j++) {
            struct stat status;
            if (!read_status(task, task->call.arguments[calls[i].places[j]], &status))
                return true;
            pipes += S_ISFIFO(status.st_mode);
            is_named |= status.st_dev == pipe->st_dev && status.st_ino == pipe->st_ino;
        }
        /* From pipe to pipe it waits as tee does (splice_pipe_to_pipe). */
        return is_named && pipes < 2;
    }
    return false;
}

static bool names(const struct task *task, unsigned place, const struct stat *object) {
    struct stat status;
    return !read_status(task, task->call.arguments[place], &status) || (status.st_dev == object->st_dev && status.st_ino == object->st_ino);
}

/* A call that sleeps until a userfaultfd(2) brings a page of its buffer keeps what it reads or writes locked: a pipe (anon_pipe_read),
 * a socket (tcp_recvmsg, unix_stream_read_generic), an epoll instance (ep_send_events). */
static bool may_lock_for_page(const struct task *task, const struct stat *object) {
    return task->call.phase == CALL_INSIDE && (names(task, 0, object) || names(task, 1, object) || names(task, 2, object))
           && process_may_await_page(task->tid);
}

bool is_busy_description(const struct found_descriptor *item) {
    bool is_pipe = S_ISFIFO(item->status.st_mode), waits_for_pages = memory_has_awaited_pages();
    if (!is_pipe && !waits_for_pages)
        return false;
    for (const struct process *process = tasks_first_process(); process != NULL; process = process->next)
        for (const struct task *task = process->first_task; task != NULL; task = task->next)
            if ((is_pipe && may_lock(task, &item->status)) || (waits_for_pages && may_lock_for_page(task, &item->status)))
                return true;
    return false;
}

static bool waits_for_events(const struct task *task) {
    uint32_t number = task->call.number;
    return task->call.phase == CALL_INSIDE && (number == SYS_epoll_wait || number == SYS_epoll_pwait || number == SYS_epoll_pwait2);
}

/* The text that tells the flags tells of the set, too (ep_show_fdinfo). */
bool are_flags_busy(void) {
    if (!memory_has_awaited_pages())
        return false;
    for (const struct process *process = tasks_first_process(); process != NULL; process = process->next)
        for (const struct task *task = process->first_task; task != NULL; task = task->next)
            if (waits_for_events(task) && process_may_await_page(task->tid))
                return true;
    return false;
}
