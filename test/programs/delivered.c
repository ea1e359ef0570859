/* delivered.c: descriptors that read(2) brings with events of fanotify(7). It prints how many there were: that needs privileges. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/fanotify.h>
#include <unistd.h>

static int delivered;

static void fanotify(unsigned kind, unsigned event_flags)
{
    char path[] = "/tmp/ipcscope-delivered-XXXXXX", events[4096];
    int file = mkstemp(path), group = fanotify_init(kind, event_flags);
    ssize_t length;

    close(file);
    if (group != -1 && fanotify_mark(group, FAN_MARK_ADD, FAN_OPEN | FAN_CLOSE, AT_FDCWD, path) == 0) {
        close(open(path, O_RDONLY));
        length = read(group, events, sizeof events);
        for (struct fanotify_event_metadata *event = (void *) events; FAN_EVENT_OK(event, length); event = FAN_EVENT_NEXT(event, length)) {
            delivered += event->fd >= 0;
            lseek(event->fd, 3, SEEK_SET);
            if (event->event_len > event->metadata_len)
                delivered++; /* a record with a pidfd: nothing else was asked for */
        }
        lseek(0, 0, SEEK_CUR);
    }
    if (group != -1)
        close(group);
    unlink(path);
}

int main(void)
{
    fanotify(FAN_CLOEXEC, O_RDONLY);
    fanotify(FAN_CLASS_NOTIF, O_RDWR | O_CLOEXEC | O_APPEND);
#ifdef FAN_REPORT_PIDFD
    fanotify(FAN_REPORT_PIDFD, O_RDONLY | O_NONBLOCK);
#endif
    printf("%d\n", delivered);
    return 0;
}
