#include "snapshot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/kcmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "bytes.h"
#include "descriptors.h"
#include "fatal.h"
#include "process_state.h"
#include "tasks.h"
#include "trace.h"

enum { content_at_most = 64 * 1024 };

/* One descriptor of one process, found once and compared with the others. */
struct found_descriptor {
    pid_t pid;
    int number;
    struct stat status;
    uint32_t flags;
    int64_t position;
    unsigned class;
};

static struct {
    struct found_descriptor *items;
    size_t count, capacity;
    unsigned classes;
} found;

static struct bytes json;
static uint64_t json_time;

/* ---- Dead processes ---- */

static struct {
    pid_t *items;
    size_t count, capacity;
} dead;

static void forget_buried(void) {
    size_t kept = 0;
    for (size_t i = 0; i < dead.count; i++)
        if (process_state(dead.items[i], NULL) == 'Z' && tasks_find_process(dead.items[i]) == NULL)
            dead.items[kept++] = dead.items[i];
    dead.count = kept;
}

void snapshot_remember_dead(pid_t pid) {
    if (dead.count == dead.capacity) {
        /* Looking at all of them each time the list is full keeps it as short as the number of zombies. */
        forget_buried();
        if (2 * dead.count >= dead.capacity) {
            size_t capacity = dead.capacity > 0 ? 2 * dead.capacity : 64;
            pid_t *larger = realloc(dead.items, capacity * sizeof *larger);
            if (larger == NULL)
                fatal_no_memory();
            dead.items = larger;
            dead.capacity = capacity;
        }
    }
    dead.items[dead.count++] = pid;
}

/* ---- Text ---- */

static void append_text(const char *text) {
    bytes_append(&json, text, strlen(text));
}

/* Names of files are bytes; what is not UTF-8 in them is taken as Latin-1, so that the JSON is well-formed. */
static size_t utf8_length(const unsigned char *text) {
    size_t length = text[0] < 0x80                      ? 1
                    : text[0] >= 0xC2 && text[0] < 0xE0 ? 2
                    : text[0] >= 0xE0 && text[0] < 0xF0 ? 3
                    : text[0] >= 0xF0 && text[0] < 0xF5 ? 4
                                                        : 0;
    for (size_t i = 1; i < length; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

static void append_string(const char *string) {
    append_text("\"");
    for (const unsigned char *text = (const unsigned char *)string; *text != 0;) {
        size_t length = utf8_length(text);
        if (*text == '"' || *text == '\\')
            bytes_print(&json, "\\%c", *text);
        else if (*text < 0x20 || length == 0)
            bytes_print(&json, "\\u%04x", *text);
        else
            bytes_append(&json, text, length);
        text += length > 0 ? length : 1;
    }
    append_text("\"");
}

/* ---- Descriptors ---- */

static void find_descriptors_of(pid_t pid) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    DIR *directory = opendir(path);
    if (directory == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] < '0' || entry->d_name[0] > '9')
            continue;
        if (found.count == found.capacity) {
            found.capacity = found.capacity > 0 ? 2 * found.capacity : 64;
            found.items = realloc(found.items, found.capacity * sizeof *found.items);
            if (found.items == NULL)
                fatal_no_memory();
        }
        struct found_descriptor *item = &found.items[found.count];
        *item = (struct found_descriptor){ .pid = pid, .number = atoi(entry->d_name) };
        if (descriptor_status(pid, item->number, &item->status) && descriptor_info(pid, item->number, &item->position, &item->flags))
            found.count++;
    }
    closedir(directory);
}

static int compare_numbers(const void *a, const void *b) {
    const struct found_descriptor *left = a, *right = b;
    return left->number < right->number ? -1 : left->number > right->number;
}

/* What two descriptors must have in common before the kernel is asked whether they share a description. */
static bool may_share(const struct found_descriptor *a, const struct found_descriptor *b) {
    return a->status.st_dev == b->status.st_dev && a->status.st_ino == b->status.st_ino
           && ((a->flags ^ b->flags) & ~(uint32_t)O_CLOEXEC) == 0;
}

static bool do_share(const struct found_descriptor *a, const struct found_descriptor *b) {
    return syscall(SYS_kcmp, a->pid, b->pid, KCMP_FILE, a->number, b->number) == 0;
}

static void classify_descriptors(void) {
    found.classes = 0;
    for (size_t i = 0; i < found.count; i++) {
        struct found_descriptor *item = &found.items[i];
        for (size_t j = 0; j < i && item->class == 0; j++)
            if (may_share(item, &found.items[j]) && do_share(item, &found.items[j]))
                item->class = found.items[j].class;
        if (item->class == 0)
            item->class = ++found.classes;
    }
}

static void append_descriptor(const struct found_descriptor *item) {
    char link[PATH_MAX] = "";
    descriptor_link(item->pid, item->number, link, sizeof link);
    bytes_print(&json, "{\"fd\":%d,\"class\":%u,\"link\":", item->number, item->class);
    append_string(link);
    bytes_print(&json,
                ",\"flags\":%u,\"position\":%lld,\"mode\":%u,\"device\":\"%llu\",\"inode\":\"%llu\",\"rdev\":\"%llu\",\"size\":%lld}",
                item->flags, (long long)item->position, item->status.st_mode, (unsigned long long)item->status.st_dev,
                (unsigned long long)item->status.st_ino, (unsigned long long)item->status.st_rdev, (long long)item->status.st_size);
}

/* Not those of a process that is not dumpable (PR_SET_DUMPABLE), unless we are privileged. */
static bool are_readable(pid_t pid) {
    char path[48];
    snprintf(path, sizeof path, "/proc/%d/fd", (int)pid);
    return access(path, R_OK | X_OK) == 0 || errno != EACCES;
}

static void append_descriptors_of(pid_t pid) {
    if (!are_readable(pid))
        append_text("\"fdsRefused\":true,");
    append_text("\"fds\":[");
    const char *separator = "";
    for (size_t i = 0; i < found.count; i++) {
        if (found.items[i].pid != pid)
            continue;
        append_text(separator);
        append_descriptor(&found.items[i]);
        separator = ",";
    }
    append_text("]");
}

/* ---- Processes ---- */

static void append_signals(pid_t pid) {
    static const struct {
        const char *key, *name;
    } sets[] = {
        { "SigBlk:", "blocked" }, { "SigIgn:", "ignored" }, { "SigCgt:", "caught" }, { "SigPnd:", "pending" }, { "ShdPnd:", "shared" }
    };
    char path[48], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    append_text("\"signals\":{");
    const char *separator = "";
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
            if (strncmp(line, sets[i].key, strlen(sets[i].key)) == 0) {
                char *value = line + strlen(sets[i].key);
                value += strspn(value, " \t");
                value[strcspn(value, "\n")] = 0;
                bytes_print(&json, "%s\"%s\":\"%s\"", separator, sets[i].name, value);
                separator = ",";
            }
    if (file != NULL)
        fclose(file);
    append_text("}");
}

static void append_threads(const struct process *process) {
    append_text("\"threads\":[");
    const char *separator = "";
    for (const struct task *task = process->first_task; task != NULL; task = task->next) {
        bool is_in_call = task->call.phase != CALL_NONE && task->call.entered;
        bytes_print(&json, "%s{\"tid\":%d,\"state\":\"%c\",\"call\":%d}", separator, (int)task->tid, process_state(task->tid, NULL),
                    is_in_call ? (int)task->call.number : -1);
        separator = ",";
    }
    append_text("]");
}

static void append_process(pid_t pid, const struct process *process) {
    char path[48], program[PATH_MAX];
    pid_t parent = 0;
    char state = process_state(pid, &parent);
    snprintf(path, sizeof path, "/proc/%d/exe", (int)pid);
    ssize_t length = readlink(path, program, sizeof program - 1);
    program[length > 0 ? length : 0] = 0;
    bytes_print(&json, "{\"pid\":%d,\"ppid\":%d,\"state\":\"%c\",\"exe\":", (int)pid, (int)parent, state);
    append_string(program);
    append_text(",");
    append_signals(pid);
    append_text(",");
    if (process != NULL)
        append_threads(process);
    else
        append_text("\"threads\":[]");
    append_text(",");
    append_descriptors_of(pid);
    append_text("}");
}

/* ---- Pipes ---- */

/* The descriptor itself is borrowed (pidfd_getfd(2)); opening the FIFO anew could wake who waits for an opener. */
static int borrow(const struct found_descriptor *item) {
    int process = (int)syscall(SYS_pidfd_open, item->pid, 0);
    if (process < 0)
        return -1;
    int descriptor = (int)syscall(SYS_pidfd_getfd, process, item->number, 0);
    close(process);
    return descriptor;
}

static bool can_read(const struct found_descriptor *item) {
    return (item->flags & O_ACCMODE) != O_WRONLY;
}

/* Copy what is in the pipe with tee(2), which consumes nothing. `false` when that is not possible. */
static bool append_content(int pipe_end, int capacity, int bytes) {
    int copy[2];
    if (pipe2(copy, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    fcntl(copy[0], F_SETPIPE_SZ, capacity);
    ssize_t copied = bytes > 0 ? tee(pipe_end, copy[1], content_at_most, SPLICE_F_NONBLOCK) : 0;
    static unsigned char content[content_at_most];
    ssize_t length = copied > 0 ? read(copy[0], content, (size_t)copied) : 0;
    /* A pipe in packet mode gives one packet a read. */
    while (copied > 0 && length > 0 && length < copied) {
        ssize_t more = read(copy[0], content + length, (size_t)(copied - length));
        if (more <= 0)
            break;
        length += more;
    }
    close(copy[0]);
    close(copy[1]);
    if (copied < 0 || (bytes > 0 && copied == 0))
        return false;
    static const char digits[] = "0123456789abcdef";
    append_text("\"");
    unsigned char *place = bytes_reserve(&json, 2 * (size_t)length);
    for (ssize_t i = 0; i < length; i++) {
        place[2 * i] = (unsigned char)digits[content[i] >> 4];
        place[2 * i + 1] = (unsigned char)digits[content[i] & 15];
    }
    json.length += 2 * (size_t)length;
    append_text("\"");
    return true;
}

static void append_pipe(const struct found_descriptor *item) {
    int end = borrow(item);
    if (end < 0)
        return;
    int bytes = 0, capacity = fcntl(end, F_GETPIPE_SZ);
    ioctl(end, FIONREAD, &bytes);
    bytes_print(&json, "{\"device\":\"%llu\",\"inode\":\"%llu\",\"bytes\":%d,\"capacity\":%d,\"content\":",
                (unsigned long long)item->status.st_dev, (unsigned long long)item->status.st_ino, bytes, capacity);
    if (!can_read(item) || !append_content(end, capacity, bytes))
        append_text("null");
    append_text("}");
    close(end);
}

/* The descriptor to ask about a pipe: the first that can read it, else the first. */
static const struct found_descriptor *best_for_pipe(const struct found_descriptor *item) {
    const struct found_descriptor *first = NULL;
    for (size_t i = 0; i < found.count; i++) {
        const struct found_descriptor *other = &found.items[i];
        if (!S_ISFIFO(other->status.st_mode) || (other->flags & O_PATH) || other->status.st_dev != item->status.st_dev
            || other->status.st_ino != item->status.st_ino)
            continue;
        if (can_read(other))
            return other;
        if (first == NULL)
            first = other;
    }
    return first;
}

static void append_pipes(void) {
    append_text("\"pipes\":[");
    const char *separator = "";
    for (size_t i = 0; i < found.count; i++) {
        const struct found_descriptor *item = &found.items[i];
        if (!S_ISFIFO(item->status.st_mode) || best_for_pipe(item) != item)
            continue;
        size_t before = json.length;
        append_text(separator);
        size_t start = json.length;
        append_pipe(item);
        if (json.length == start)
            json.length = before;
        else
            separator = ",";
    }
    append_text("]");
}

/* ---- All ---- */

void snapshot_take(void) {
    json_time = trace_now();
    found.count = 0;
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->launching)
            continue;
        size_t first = found.count;
        find_descriptors_of(process->pid);
        qsort(found.items + first, found.count - first, sizeof *found.items, compare_numbers);
    }
    classify_descriptors();
    bytes_clear(&json);
    append_text("{\"processes\":[");
    const char *separator = "";
    for (struct process *process = tasks_first_process(); process != NULL; process = process->next) {
        if (process->launching)
            continue;
        append_text(separator);
        append_process(process->pid, process);
        separator = ",";
    }
    forget_buried();
    for (size_t i = 0; i < dead.count; i++) {
        append_text(separator);
        append_process(dead.items[i], NULL);
        separator = ",";
    }
    append_text("],");
    append_pipes();
    append_text("}");
}

void snapshot_write(void) {
    trace_begin(RECORD_SNAPSHOT);
    trace_u64(json_time);
    trace_bytes(json.data, json.length);
    trace_end();
    bytes_clear(&json);
}

void snapshot_append(void) {
    snapshot_take();
    snapshot_write();
}
