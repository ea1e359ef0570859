/*
 * asked_opens.c: in mounts of its own, a process is asked whenever a file is opened there (fanotify(7), FAN_OPEN_PERM), and allows it. Its
 * child opens a file, and executes a program: nobody who looks on may wait for an answer that only the asked one can give.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fanotify.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

static void must(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static void open_and_execute(int go)
{
    char byte;

    must(read(go, &byte, 1) == 0, "read");
    must(open("/etc/passwd", O_RDONLY | O_CLOEXEC) != -1, "open");
    execl("/bin/echo", "echo", "executed", NULL);
    must(0, "execl");
}

static int allow_all(int group)
{
    char events[4096];
    int asked = 0;
    ssize_t length;

    while ((length = read(group, events, sizeof events)) > 0) {
        const struct fanotify_event_metadata *event = (const void *) events;

        for (; FAN_EVENT_OK(event, length); event = FAN_EVENT_NEXT(event, length)) {
            struct fanotify_response response = { .fd = event->fd, .response = FAN_ALLOW };

            must(write(group, &response, sizeof response) == sizeof response, "write");
            close(event->fd);
            asked++;
        }
    }
    return asked;
}

int main(void)
{
    int group, go[2], asked = 0, status;

    must(unshare(CLONE_NEWNS) == 0 && mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0, "unshare");
    group = fanotify_init(FAN_CLASS_CONTENT | FAN_CLOEXEC | FAN_NONBLOCK, O_RDONLY | O_CLOEXEC);
    must(group != -1 && pipe2(go, O_CLOEXEC) == 0, "fanotify_init");
    pid_t child = fork();
    must(child != -1, "fork");
    if (child == 0) {
        close(go[1]);
        open_and_execute(go[0]);
    }
    must(fanotify_mark(group, FAN_MARK_ADD | FAN_MARK_MOUNT, FAN_OPEN_PERM, AT_FDCWD, "/") == 0, "fanotify_mark");
    close(go[1]);
    struct pollfd ends[] = { { .fd = group, .events = POLLIN }, { .fd = pidfd_open(child, 0), .events = POLLIN } };
    must(ends[1].fd != -1, "pidfd_open");
    while (poll(ends, 2, -1) > 0 && ends[1].revents == 0)
        asked += allow_all(group);
    must(waitpid(child, &status, 0) == child, "waitpid");
    printf("asked %s, status %d\n", asked > 0 ? "and allowed" : "nothing", status);
    return 0;
}
