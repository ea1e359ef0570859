/*
 * fanotify.c: marks of files, a mount and a file system, added, changed, ignored, removed and flushed; opens that wait until they
 * are allowed or denied; events with names. It prints what was allowed: that needs privileges.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-fanotify-XXXXXX", directory[] = "/tmp/ipcscope-fanotify-XXXXXX";

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static void mark(int group, unsigned flags, unsigned long long mask, const char *what)
{
    if (fanotify_mark(group, flags, mask, AT_FDCWD, what) == -1)
        require(errno == ENODEV || errno == EOPNOTSUPP || errno == EXDEV || errno == ENOENT || errno == EINVAL, "fanotify_mark");
}

static void change_marks(void)
{
    int group = fanotify_init(FAN_CLASS_NOTIF | FAN_CLOEXEC | FAN_NONBLOCK, O_RDONLY);
    char events[4096];

    if (group == -1)
        return;
    mark(group, FAN_MARK_ADD, FAN_OPEN | FAN_CLOSE_WRITE, path);
    mark(group, FAN_MARK_ADD, FAN_MODIFY, path);
    mark(group, FAN_MARK_ADD, FAN_OPEN | FAN_EVENT_ON_CHILD | FAN_ONDIR, directory);
    mark(group, FAN_MARK_ADD | FAN_MARK_MOUNT, FAN_MODIFY | FAN_CLOSE_WRITE, "/proc");
    mark(group, FAN_MARK_ADD | FAN_MARK_FILESYSTEM, FAN_MODIFY, "/proc");
    mark(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK, FAN_OPEN, path);
    mark(group, FAN_MARK_ADD | FAN_MARK_IGNORED_MASK | FAN_MARK_IGNORED_SURV_MODIFY, FAN_ACCESS, path);
    mark(group, FAN_MARK_REMOVE, FAN_CLOSE_WRITE, path);
    int file = open(path, O_WRONLY);
    require(file >= 0 && write(file, "text", 4) == 4 && close(file) == 0, path);
    (void) !read(group, events, sizeof events);
    mark(group, FAN_MARK_REMOVE | FAN_MARK_IGNORED_MASK, FAN_OPEN | FAN_ACCESS, path);
    mark(group, FAN_MARK_REMOVE, FAN_OPEN | FAN_MODIFY, path);
    mark(group, FAN_MARK_REMOVE, FAN_OPEN, path);
    mark(group, FAN_MARK_FLUSH | FAN_MARK_MOUNT, 0, "/proc");
    mark(group, FAN_MARK_FLUSH | FAN_MARK_FILESYSTEM, 0, "/proc");
    mark(group, FAN_MARK_FLUSH, 0, "/");
    close(group);
}

static int open_twice(void)
{
    int allowed = 0;

    for (int i = 0; i < 2; i++) {
        int file = open(path, O_RDONLY);
        allowed += file >= 0;
        require(file >= 0 || errno == EPERM, "open");
        if (file >= 0)
            close(file);
    }
    return allowed;
}

static void answer(int group, unsigned response)
{
    struct fanotify_event_metadata event;
    require(read(group, &event, sizeof event) == sizeof event, "read");
    struct fanotify_response reply = { .fd = event.fd, .response = response };
    require(write(group, &reply, sizeof reply) == sizeof reply, "write");
    close(event.fd);
}

static void give_permission(void)
{
    int group = fanotify_init(FAN_CLASS_CONTENT | FAN_CLOEXEC, O_RDONLY), status;

    if (group == -1)
        return;
    mark(group, FAN_MARK_ADD, FAN_OPEN_PERM, path);
    pid_t child = fork();
    require(child >= 0, "fork");
    if (child == 0)
        _exit(open_twice());
    answer(group, FAN_ALLOW);
    answer(group, FAN_DENY);
    require(waitpid(child, &status, 0) == child && WIFEXITED(status), "waitpid");
    printf("%d of 2 allowed\n", WEXITSTATUS(status));
    close(group);
}

static void names(void)
{
    int group = fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_DFID_NAME | FAN_NONBLOCK, 0);
    char events[4096], file[64];

    if (group == -1)
        return;
    snprintf(file, sizeof file, "%s/name", directory);
    mark(group, FAN_MARK_ADD, FAN_CREATE | FAN_DELETE | FAN_ONDIR, directory);
    int made = open(file, O_CREAT | O_WRONLY, 0600);
    require(made >= 0 && close(made) == 0 && unlink(file) == 0, file);
    (void) !read(group, events, sizeof events);
    close(group);
}

int main(void)
{
    int file = mkstemp(path);

    require(file >= 0 && close(file) == 0, "mkstemp");
    require(mkdtemp(directory) != NULL, "mkdtemp");
    change_marks();
    give_permission();
    names();
    unlink(path);
    rmdir(directory);
    return EXIT_SUCCESS;
}
