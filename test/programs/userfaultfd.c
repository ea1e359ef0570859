/*
 * userfaultfd.c: faults of two threads at one page, protected pages, woken apart, moved and unmapped memory, and one from
 * /dev/userfaultfd. It prints how many messages were read.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { page = 4096, pages = 8 };

static int messages;

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static int make(unsigned long long features)
{
    struct uffdio_api api = { .api = UFFD_API, .features = features };
    int fd = (int) syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE_ONLY);

    return fd == -1 || ioctl(fd, UFFDIO_API, &api) == -1 ? -1 : fd;
}

static char *memory(void)
{
    char *at = mmap(NULL, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    require(at != MAP_FAILED, "mmap");
    return at;
}

static void take(int fd, char *at, int count, unsigned long mode)
{
    struct uffdio_register range = { .range = { (unsigned long) at, (unsigned long) (count * page) }, .mode = mode };
    require(ioctl(fd, UFFDIO_REGISTER, &range) == 0, "UFFDIO_REGISTER");
}

static struct uffd_msg next(int fd)
{
    struct uffd_msg message;
    require(read(fd, &message, sizeof message) == sizeof message, "read");
    messages++;
    return message;
}

static void copy(int fd, char *to, unsigned long mode)
{
    static char text[page] __attribute__((aligned(page))) = "text";
    struct uffdio_copy copy = { .dst = (unsigned long) to, .src = (unsigned long) text, .len = page, .mode = mode };
    require(ioctl(fd, UFFDIO_COPY, &copy) == 0, "UFFDIO_COPY");
}

static void *touch(void *at)
{
    *(volatile char *) at += 1;
    return NULL;
}

static void two_at_one_page(int fd, char *at)
{
    pthread_t threads[2];
    struct uffdio_range woken = { (unsigned long) at, page };

    for (int i = 0; i < 2; i++)
        require(pthread_create(&threads[i], NULL, touch, at) == 0, "pthread_create");
    next(fd);
    next(fd);
    copy(fd, at, UFFDIO_COPY_MODE_DONTWAKE);
    require(ioctl(fd, UFFDIO_WAKE, &woken) == 0, "UFFDIO_WAKE");
    for (int i = 0; i < 2; i++)
        require(pthread_join(threads[i], NULL) == 0, "pthread_join");
}

static void protect(int fd, char *at, unsigned long mode)
{
    struct uffdio_writeprotect pages_of = { .range = { (unsigned long) at, page }, .mode = mode };
    require(ioctl(fd, UFFDIO_WRITEPROTECT, &pages_of) == 0, "UFFDIO_WRITEPROTECT");
}

static void write_to_protected(int fd, char *at)
{
    pthread_t thread;

    take(fd, at, 1, UFFDIO_REGISTER_MODE_WP | UFFDIO_REGISTER_MODE_MISSING);
    protect(fd, at, UFFDIO_WRITEPROTECT_MODE_WP);
    require(pthread_create(&thread, NULL, touch, at) == 0, "pthread_create");
    next(fd);
    protect(fd, at, 0);
    require(pthread_join(thread, NULL) == 0, "pthread_join");
}

static void *move_and_unmap(void *argument)
{
    char *at = argument;
    char *to = mremap(at, page, page, MREMAP_MAYMOVE | MREMAP_FIXED, at + (pages - 1) * page);
    require(to != MAP_FAILED, "mremap");
    require(madvise(to, page, MADV_DONTNEED) == 0, "madvise");
    require(munmap(to, page) == 0, "munmap");
    return NULL;
}

static void moved_memory(void)
{
    pthread_t thread;
    int fd = make(UFFD_FEATURE_EVENT_REMAP | UFFD_FEATURE_EVENT_REMOVE | UFFD_FEATURE_EVENT_UNMAP | UFFD_FEATURE_THREAD_ID);
    char *at = memory();

    if (fd == -1)
        return;
    take(fd, at, 2, UFFDIO_REGISTER_MODE_MISSING);
    copy(fd, at, 0);
    require(pthread_create(&thread, NULL, move_and_unmap, at) == 0, "pthread_create");
    /* Where it was, and where it has been moved to. */
    for (int unmapped = 0; unmapped < 2;)
        unmapped += next(fd).event == UFFD_EVENT_UNMAP;
    require(pthread_join(thread, NULL) == 0, "pthread_join");
    close(fd);
}

static void from_device(void)
{
    int device = open("/dev/userfaultfd", O_RDWR | O_CLOEXEC);
    int fd = device == -1 ? -1 : ioctl(device, USERFAULTFD_IOC_NEW, O_CLOEXEC);

    if (fd != -1)
        close(fd);
    if (device != -1)
        close(device);
}

int main(void)
{
    int fd = make(UFFD_FEATURE_PAGEFAULT_FLAG_WP);
    char *at = memory();

    if (fd == -1)
        return EXIT_SUCCESS;
    take(fd, at, pages, UFFDIO_REGISTER_MODE_MISSING);
    two_at_one_page(fd, at);
    write_to_protected(fd, at);
    struct uffdio_range part = { (unsigned long) (at + 3 * page), 2 * page };
    require(ioctl(fd, UFFDIO_UNREGISTER, &part) == 0, "UFFDIO_UNREGISTER");
    touch(at + 3 * page);
    require(ioctl(fd, UFFDIO_REGISTER, &part) == -1, "a bad UFFDIO_REGISTER");
    moved_memory();
    from_device();
    close(fd);
    printf("%d messages\n", messages);
    return EXIT_SUCCESS;
}
