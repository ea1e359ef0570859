/*
 * inotify.c: a process is told what another one does to the files of a directory.
 *
 * What to watch for in the diagram:
 *   1. inotify_init() gives a descriptor; inotify_add_watch() puts a path and what is of
 *      interest into its list. The watch has a number, by which events name it.
 *   2. The watcher waits in read(). The child makes a file, writes into it and renames it:
 *      these are events, in order, several in one read.
 *   3. The two halves of the rename have the same cookie.
 *   4. When the directory is removed, the watch goes with it: IN_IGNORED says so.
 */
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
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
    /* Stop 2, child: step, and look at the watcher after each call. */
    int fd = open("draft", O_CREAT | O_WRONLY, 0600);
    if (fd == -1)
        die("open");
    if (write(fd, "text", 4) != 4)
        die("write");
    close(fd);
    if (rename("draft", "final") == -1)
        die("rename");
    if (unlink("final") == -1)
        die("unlink");
    if (rmdir(directory) == -1)
        die("rmdir");
    exit(EXIT_SUCCESS);
}

static const char *name_of(uint32_t event)
{
    switch (event & ~(uint32_t) IN_ISDIR) {
    case IN_CREATE:
        return "made";
    case IN_CLOSE_WRITE:
        return "written and closed";
    case IN_MOVED_FROM:
        return "had this name";
    case IN_MOVED_TO:
        return "has this name";
    case IN_DELETE:
        return "deleted";
    case IN_DELETE_SELF:
        return "the directory is deleted";
    default:
        return "the watch is gone";
    }
}

/* Returns whether the watch is still there. */
static int tell(int watcher)
{
    char events[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
    ssize_t length = read(watcher, events, sizeof events);
    int stays = 1;

    if (length == -1)
        die("read");
    for (char *place = events; place < events + length;) {
        struct inotify_event *event = (struct inotify_event *) place;
        printf("%s%s%s\n", event->len > 0 ? event->name : "", event->len > 0 ? ": " : "", name_of(event->mask));
        stays = stays && !(event->mask & IN_IGNORED);
        place += sizeof *event + event->len;
    }
    return stays;
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-inotify-XXXXXX";

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (mkdtemp(directory) == NULL)
        die("mkdtemp");
    int watcher = inotify_init1(IN_CLOEXEC);
    if (watcher == -1)
        die("inotify_init1");
    /* Stop 1: step. The instance has a path in its list. */
    if (inotify_add_watch(watcher, directory, IN_CREATE | IN_CLOSE_WRITE | IN_MOVE | IN_DELETE | IN_DELETE_SELF) == -1)
        die("inotify_add_watch");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0)
        change_directory(directory);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    /* Stop 3: step. One read brings all that the child did. */
    while (tell(watcher))
        continue;
    return EXIT_SUCCESS;
}
