#include "base/poll.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "base/fatal.h"

struct watch {
    void (*ready)(void *owner);
    void *owner;
};

static int epoll;
static struct watch *watches; /* by descriptor */
static int watch_count;
static volatile sig_atomic_t input_is_due;

void poll_prepare(void) {
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0)
        fatal("the event loop cannot be set up: %s.", strerror(errno));
}

static void make_room_for(int descriptor) {
    if (descriptor < watch_count)
        return;
    int count = 2 * descriptor;
    struct watch *larger = realloc(watches, (size_t)count * sizeof *larger);
    if (larger == NULL)
        fatal_no_memory();
    watches = larger;
    watch_count = count;
}

void poll_watch(int descriptor, void (*ready)(void *owner), void *owner) {
    make_room_for(descriptor);
    watches[descriptor] = (struct watch){ ready, owner };
    struct epoll_event interest = { .events = EPOLLIN, .data.fd = descriptor };
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &interest) != 0)
        fatal("a socket cannot be watched: %s.", strerror(errno));
    if (fcntl(descriptor, F_SETOWN, getpid()) != 0 || fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_ASYNC) != 0)
        fatal("a socket cannot be made to signal input: %s.", strerror(errno));
    /* What came before counts too. */
    poll_note_input();
}

void poll_unwatch(int descriptor) {
    epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, NULL);
}

void poll_note_input(void) {
    input_is_due = 1;
}

bool poll_is_due(void) {
    return input_is_due;
}

void poll_handle(void) {
    input_is_due = 0;
    /* One event at a time: handling it may end what another one is about. */
    for (struct epoll_event event; epoll_wait(epoll, &event, 1, 0) == 1;) {
        struct watch watch = watches[event.data.fd];
        watch.ready(watch.owner);
    }
}
