#include "front/new_trace.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/complain.h"
#include "base/fatal.h"
#include "front/header.h"

static bool is_same_file(int descriptor, const char *path) {
    struct stat opened, named;
    return fstat(descriptor, &opened) == 0 && lstat(path, &named) == 0 && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/* A file that is empty, or begins as a trace. */
static bool may_be_replaced(int descriptor) {
    char beginning[TRACE_MAGIC_LENGTH];
    ssize_t length = pread(descriptor, beginning, sizeof beginning, 0);
    return length == 0 || (length == sizeof beginning && memcmp(beginning, TRACE_MAGIC, sizeof beginning) == 0);
}

/* A lock that another process holds; file systems without locks are taken as they are. */
static bool is_locked_by_another(int descriptor, int operation) {
    return flock(descriptor, operation | LOCK_NB) != 0 && errno == EWOULDBLOCK;
}

static void __attribute__((noreturn)) is_being_recorded(const char *path) {
    fatal("'%s' is being written by another recording: name another file with -o.", path);
}

/* ---- What stands at its place ---- */

static void check_file(const char *path, bool force) {
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return;
    if (!force && (file < 0 || !may_be_replaced(file)))
        fatal("'%s' is no trace, and would be lost: name another file with -o, or replace it with --force.", path);
    if (!force && access(path, W_OK) != 0)
        fatal("'%s' is write-protected: name another file with -o, or replace it with --force.", path);
    if (file >= 0)
        close(file);
}

static void check_place(const char *path, bool force) {
    struct stat status;
    if (lstat(path, &status) != 0) {
        if (errno != ENOENT)
            fatal("cannot write '%s': %s.", path, strerror(errno));
    } else if (S_ISDIR(status.st_mode)) {
        fatal("cannot write '%s': Is a directory.", path);
    } else if (S_ISLNK(status.st_mode)) {
        if (!force)
            fatal("'%s' is a symbolic link, whose place the trace would take: name its target, or replace the link with --force.", path);
    } else if (S_ISREG(status.st_mode)) {
        check_file(path, force);
    } else {
        fatal("cannot write '%s': it is no regular file, as a trace has to be.", path);
    }
}

/* ---- The file beside it ---- */

/* What a recording left that was killed before it began. */
static void remove_leftover(const struct new_trace *trace) {
    int old = open(trace->part, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (old < 0 && errno == ENOENT)
        return;
    struct stat status;
    if (old < 0 || fstat(old, &status) != 0 || !S_ISREG(status.st_mode) || !may_be_replaced(old))
        fatal("'%s' is in the way: the trace is first written there.", trace->part);
    if (is_locked_by_another(old, LOCK_EX))
        is_being_recorded(trace->path);
    if (is_same_file(old, trace->part))
        unlink(trace->part);
    close(old);
}

/* Locked, and still the one of that name. */
static bool is_ours(const struct new_trace *trace) {
    return !is_locked_by_another(trace->descriptor, LOCK_EX) && is_same_file(trace->descriptor, trace->part);
}

static void open_part(struct new_trace *trace) {
    for (;;) {
        trace->descriptor = open(trace->part, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (trace->descriptor >= 0 && is_ours(trace))
            return;
        if (trace->descriptor >= 0)
            close(trace->descriptor);
        else if (errno == EEXIST)
            remove_leftover(trace);
        else
            fatal("cannot write '%s': %s.", trace->path, strerror(errno));
    }
}

static void __attribute__((noreturn)) cannot_write_to_folder(const char *folder, int error) {
    fatal("cannot write a trace to the folder '%s': %s.", folder, strerror(error));
}

static void write_beginning(struct new_trace *trace, const struct bytes *beginning) {
    fchmod(trace->descriptor, 0600); /* whatever the umask took */
    ssize_t written = write(trace->descriptor, beginning->data, beginning->length);
    if (written == (ssize_t)beginning->length)
        return;
    int error = written < 0 ? errno : ENOSPC;
    new_trace_discard(trace);
    if (trace->path == NULL)
        cannot_write_to_folder(trace->folder, error);
    fatal("cannot write '%s': %s.", trace->path, strerror(error));
}

struct new_trace new_trace_unnamed(const struct bytes *beginning) {
    struct new_trace trace = { .folder = getenv("TMPDIR"), .has_taken_place = true };
    if (trace.folder == NULL || trace.folder[0] == 0)
        trace.folder = "/tmp";
    if (asprintf(&trace.part, "%s/ipcscope-XXXXXX", trace.folder) < 0)
        fatal_no_memory();
    trace.descriptor = mkostemp(trace.part, O_CLOEXEC);
    if (trace.descriptor < 0)
        cannot_write_to_folder(trace.folder, errno);
    unlink(trace.part);
    free(trace.part);
    if (asprintf(&trace.part, "/proc/%d/fd/%d", (int)getpid(), trace.descriptor) < 0)
        fatal_no_memory();
    write_beginning(&trace, beginning);
    return trace;
}

/* Another recording writes it; none can begin to, since the name beside it is ours. */
static bool is_taken_by_another(const char *path) {
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    bool is_taken = file >= 0 && is_locked_by_another(file, LOCK_SH);
    if (file >= 0)
        close(file);
    return is_taken;
}

struct new_trace new_trace_create(const char *path, bool force, const struct bytes *beginning) {
    struct new_trace trace = { .path = path };
    check_place(path, force);
    if (asprintf(&trace.part, "%s.part", path) < 0)
        fatal_no_memory();
    open_part(&trace);
    write_beginning(&trace, beginning);
    if (is_taken_by_another(path)) {
        new_trace_discard(&trace);
        is_being_recorded(path);
    }
    return trace;
}

void new_trace_take_place(struct new_trace *trace) {
    if (trace->has_taken_place)
        return;
    trace->has_taken_place = true;
    if (rename(trace->part, trace->path) == 0)
        return;
    char *sentence;
    if (asprintf(&sentence, "cannot write '%s': %s; the trace is '%s'.", trace->path, strerror(errno), trace->part) < 0)
        fatal_no_memory();
    complain(sentence);
    free(sentence);
}

void new_trace_discard(struct new_trace *trace) {
    if (!trace->has_taken_place && is_same_file(trace->descriptor, trace->part))
        unlink(trace->part);
}
