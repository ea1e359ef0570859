/*
 * Calls whose buffers are pages that userfaultfd(2) has yet to bring: each sleeps until another thread brings its page, and most
 * keep what they read or write locked meanwhile. Whoever reads such a page, or asks what is locked, waits for that thread.
 * Without the privilege for it nothing happens.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { page_size = 4096, word_length = 5, wait_at_most = 60 };

static int ends[2], names[2], connection[2], set;

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static void connect_over_loopback(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof address;
    int listening = socket(AF_INET, SOCK_STREAM, 0);

    require(bind(listening, (struct sockaddr *) &address, size) == 0 && listen(listening, 1) == 0, "listen");
    require(getsockname(listening, (struct sockaddr *) &address, &size) == 0, "getsockname");
    connection[0] = socket(AF_INET, SOCK_STREAM, 0);
    require(connect(connection[0], (struct sockaddr *) &address, size) == 0, "connect");
    connection[1] = accept(listening, NULL, NULL);
    require(connection[1] >= 0, "accept");
    close(listening);
}

static long write_pipe(void *page)
{
    return write(ends[1], page, word_length);
}

static long read_pipe(void *page)
{
    return read(ends[0], page, word_length);
}

static long send_name(void *page)
{
    return send(names[0], page, word_length, 0);
}

static long receive_name(void *page)
{
    return recv(names[1], page, word_length, 0);
}

static long send_over_connection(void *page)
{
    return send(connection[0], page, word_length, 0);
}

static long receive_over_connection(void *page)
{
    return recv(connection[1], page, word_length, 0);
}

static long wait_for_events(void *page)
{
    return epoll_wait(set, page, 1, -1) == 1 ? word_length : -1;
}

static struct {
    long (*function)(void *);
    char *page;
} calls[] = {
    { write_pipe, NULL },
    { read_pipe, NULL },
    { send_name, NULL },
    { receive_name, NULL },
    { send_over_connection, NULL },
    { receive_over_connection, NULL },
    { wait_for_events, NULL },
};
enum { call_count = sizeof calls / sizeof *calls };

static void *run(void *argument)
{
    (void) argument;
    for (int i = 0; i < call_count; i++)
        require(calls[i].function(calls[i].page) == word_length, "a call");
    return NULL;
}

/* One page for each call. */
static void bring_pages(int faults)
{
    char page[page_size] = "hello";

    for (int i = 0; i < call_count; i++) {
        struct uffd_msg message;
        require(read(faults, &message, sizeof message) == sizeof message, "read of a fault");
        /* Whoever looks at everything after each call does so while that thread sleeps. */
        int other = dup(ends[0]);
        require(other >= 0 && close(other) == 0, "dup");
        struct uffdio_copy copy = { .dst = message.arg.pagefault.address & ~(page_size - 1ULL),
                                    .src = (unsigned long) page,
                                    .len = page_size };
        require(ioctl(faults, UFFDIO_COPY, &copy) == 0, "UFFDIO_COPY");
    }
}

int main(void)
{
    struct uffdio_api api = { .api = UFFD_API };
    struct epoll_event always = { .events = EPOLLOUT };
    pthread_t thread;
    int faults = (int) syscall(SYS_userfaultfd, O_CLOEXEC);

    if (faults == -1 && (errno == EPERM || errno == ENOSYS))
        return EXIT_SUCCESS;
    require(faults >= 0 && ioctl(faults, UFFDIO_API, &api) == 0, "userfaultfd");
    require(pipe(ends) == 0, "pipe");
    require(socketpair(AF_UNIX, SOCK_STREAM, 0, names) == 0, "socketpair");
    connect_over_loopback();
    set = epoll_create1(0);
    require(set >= 0 && epoll_ctl(set, EPOLL_CTL_ADD, ends[1], &always) == 0, "epoll");

    char *area = mmap(NULL, call_count * page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    require(area != MAP_FAILED, "mmap");
    struct uffdio_register range = { .range = { (unsigned long) area, call_count * page_size }, .mode = UFFDIO_REGISTER_MODE_MISSING };
    require(ioctl(faults, UFFDIO_REGISTER, &range) == 0, "UFFDIO_REGISTER");
    for (int i = 0; i < call_count; i++)
        calls[i].page = area + i * page_size;

    alarm(wait_at_most);
    require(pthread_create(&thread, NULL, run, NULL) == 0, "pthread_create");
    bring_pages(faults);
    require(pthread_join(thread, NULL) == 0, "pthread_join");
    return EXIT_SUCCESS;
}
