/* Captures of facts about what a path names. */
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/bytes.h"
#include "recording/capture_run.h"
#include "targets/table.h"
#include "targets/tasks.h"

/* Where a path begins that the kernel would resolve for us otherwise than for the thread: its own part of /proc. */
static bool find_own_part(const struct task *task, const char *path, char *start, size_t size, const char **rest) {
    static const char process[] = "/proc/self/", thread[] = "/proc/thread-self/", descriptors[] = "/dev/fd/";
    int pid = (int)task->process->pid, tid = (int)task->tid;
    if (strncmp(path, process, strlen(process)) == 0) {
        *rest = path + strlen(process);
        snprintf(start, size, "/proc/%d/", pid);
    } else if (strncmp(path, thread, strlen(thread)) == 0) {
        *rest = path + strlen(thread);
        snprintf(start, size, "/proc/%d/task/%d/", pid, tid);
    } else if (strncmp(path, descriptors, strlen(descriptors)) == 0) {
        *rest = path + strlen(descriptors);
        snprintf(start, size, "/proc/%d/fd/", pid);
    } else {
        return false;
    }
    return true;
}

/* Symbolic links would lead elsewhere from another root than ours. */
static bool has_our_root(pid_t tid) {
    char path[48];
    struct stat theirs, ours;
    snprintf(path, sizeof path, "/proc/%d/root/", (int)tid);
    return stat(path, &theirs) == 0 && stat("/", &ours) == 0 && theirs.st_dev == ours.st_dev && theirs.st_ino == ours.st_ino;
}

static bool status_for(const struct task *task, const char *path, struct stat *status) {
    char start[48], whole[sizeof start + string_at_most + 1];
    const char *rest = path;
    if (!find_own_part(task, path, start, sizeof start, &rest))
        snprintf(start, sizeof start, "/proc/%d/%s", (int)task->tid, *path == '/' ? "root" : "cwd/");
    snprintf(whole, sizeof whole, "%s%s", start, rest);
    return has_our_root(task->tid) && stat(whole, status) == 0;
}

bool capture_path_status(struct run *run, const struct operation *operation, unsigned index) {
    uint64_t address;
    if (!operand_value(&operation->place, run->task, run->result, &address) || address == 0)
        return false;
    char path[string_at_most + 1];
    size_t start = capture_begin(run), text = run->output->length;
    enum capture_status copied = capture_copy_string(run, address);
    size_t length = capture_length(run, start);
    memcpy(path, run->output->data + text, length);
    path[length] = 0;
    run->output->length = text;
    struct stat status;
    bool known = copied == CAPTURE_WHOLE && status_for(run->task, path, &status);
    if (known) {
        uint64_t numbers[4] = { status.st_dev, status.st_ino, status.st_rdev, (uint64_t)status.st_size };
        uint32_t mode_and_flags[2] = { status.st_mode, 0 };
        bytes_append(run->output, numbers, sizeof numbers);
        bytes_append(run->output, mode_and_flags, sizeof mode_and_flags);
    }
    capture_end(run, start, index, known ? CAPTURE_WHOLE : CAPTURE_UNREADABLE, capture_length(run, start));
    return true;
}
