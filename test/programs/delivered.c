/*
 * delivered.c: descriptors that read(2) brings: with events of fanotify(7), and of userfaultfd(2) when a process forks. It prints
 * how many there were, since both may need privileges.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/fanotify.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
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

/* fork(2) waits until the event was read. */
static void *read_fork(void *descriptor)
{
    struct uffd_msg message;

    if (read(*(int *) descriptor, &message, sizeof message) == sizeof message && message.event == UFFD_EVENT_FORK) {
        delivered++;
        fcntl((int) message.arg.fork.ufd, F_GETFD);
    }
    return NULL;
}

static void userfaultfd(void)
{
    struct uffdio_api api = { .api = UFFD_API, .features = UFFD_FEATURE_EVENT_FORK };
    int descriptor = (int) syscall(SYS_userfaultfd, O_CLOEXEC);
    char *page = aligned_alloc(4096, 4096);
    struct uffdio_register range = { .range = { (unsigned long) page, 4096 }, .mode = UFFDIO_REGISTER_MODE_MISSING };
    pthread_t reader;

    if (descriptor == -1 || ioctl(descriptor, UFFDIO_API, &api) != 0 || ioctl(descriptor, UFFDIO_REGISTER, &range) != 0)
        return;
    pthread_create(&reader, NULL, read_fork, &descriptor);
    if (fork() == 0)
        _exit(0);
    pthread_join(reader, NULL);
    wait(NULL);
}

int main(void)
{
    fanotify(FAN_CLOEXEC, O_RDONLY);
    fanotify(FAN_CLASS_NOTIF, O_RDWR | O_CLOEXEC | O_APPEND);
#ifdef FAN_REPORT_PIDFD
    fanotify(FAN_REPORT_PIDFD, O_RDONLY | O_NONBLOCK);
#endif
    userfaultfd();
    printf("%d\n", delivered);
    return 0;
}
