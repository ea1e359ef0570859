/*
 * fanotify.c: a process is told who does what to the files of a directory.
 *
 * What to watch for in the diagram:
 *   1. fanotify_init() gives a descriptor of a group. fanotify_mark() says what it is to be told of: here,
 *      of files that are made, written and deleted in a directory.
 *   2. A mark is changed where it stands: the same directory once more, and it is told of renames, too.
 *      What is removed from it goes alone.
 *   3. The child makes a file, writes into it and deletes it. One read brings all of it, in order: what
 *      was done, to which name, and, unlike inotify, by which process.
 *   4. FAN_MARK_FLUSH removes all marks at once.
 *
 * With privileges, a group can mark a whole mount or file system, gets a descriptor of each file with the
 * event, and may be asked: whoever opens such a file waits until the group allows it (FAN_OPEN_PERM). So do
 * programs that look for viruses.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void change_directory(const char *directory)
{
    if (chdir(directory) == -1)
        die("chdir");
    /* Stop 2, child: step, and look at the group after each call. */
    int fd = open("draft", O_CREAT | O_WRONLY, 0600);
    if (fd == -1)
        die("open");
    if (write(fd, "text", 4) != 4)
        die("write");
    close(fd);
    if (unlink("draft") == -1)
        die("unlink");
    exit(EXIT_SUCCESS);
}

/* The name stands behind the file handle of the directory. */
static const char *name_of(const struct fanotify_event_metadata *event)
{
    const struct fanotify_event_info_fid *info = (const void *) ((const char *) event + event->metadata_len);
    const struct file_handle *directory = (const void *) info->handle;
    return (const char *) directory->f_handle + directory->handle_bytes;
}

static void tell(int group, pid_t child)
{
    char events[4096] __attribute__((aligned(__alignof__(struct fanotify_event_metadata))));
    ssize_t length = read(group, events, sizeof events);

    if (length == -1)
        die("read");
    for (struct fanotify_event_metadata *event = (void *) events; FAN_EVENT_OK(event, length); event = FAN_EVENT_NEXT(event, length)) {
        const char *who = event->pid == child ? "the child" : "somebody";
        /* What happened to one name since the last read may be one event. */
        printf("%s:%s%s%s by %s\n", name_of(event), event->mask & FAN_CREATE ? " made" : "",
               event->mask & FAN_CLOSE_WRITE ? " written and closed" : "", event->mask & FAN_DELETE ? " deleted" : "", who);
    }
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-fanotify-XXXXXX";

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (mkdtemp(directory) == NULL)
        die("mkdtemp");
    int group = fanotify_init(FAN_CLASS_NOTIF | FAN_REPORT_DFID_NAME | FAN_CLOEXEC, 0);
    if (group == -1)
        die("fanotify_init");
    /* Stop 1: step three times. The group has a mark, which is changed twice. */
    if (fanotify_mark(group, FAN_MARK_ADD, FAN_CREATE | FAN_CLOSE_WRITE | FAN_DELETE | FAN_EVENT_ON_CHILD, AT_FDCWD, directory) == -1)
        die("fanotify_mark");
    if (fanotify_mark(group, FAN_MARK_ADD, FAN_MOVED_FROM | FAN_MOVED_TO, AT_FDCWD, directory) == -1)
        die("fanotify_mark");
    if (fanotify_mark(group, FAN_MARK_REMOVE, FAN_MOVED_FROM, AT_FDCWD, directory) == -1)
        die("fanotify_mark");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0)
        change_directory(directory);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    /* Stop 3: step. One read brings all that the child did. */
    tell(group, child);
    if (fanotify_mark(group, FAN_MARK_FLUSH, 0, AT_FDCWD, directory) == -1)
        die("fanotify_mark");
    close(group);
    if (rmdir(directory) == -1)
        die("rmdir");
    return EXIT_SUCCESS;
}
