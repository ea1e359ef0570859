/*
 * thundering_herd.c: three workers wait for one thing: all are woken, one gets it.
 *
 * What to watch for in the diagram:
 *   1. Three workers have an epoll instance each, with the same eventfd in it. All wait.
 *   2. The parent adds 1. All three are woken, and each is told that the eventfd is ready.
 *   3. One read gets the 1. The others fail with EAGAIN: they were woken for nothing, and
 *      each has made two calls for it. With 100 workers it would be 99.
 *   4. With EPOLLEXCLUSIVE in each set the kernel wakes one worker for each 1 that is added.
 *      The others go on waiting, and nobody is woken for nothing.
 *
 * So that all are surely woken before the first one reads, each worker waits for the others
 * before it reads, and they read one after the other.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WORKERS 3

/* Shared by all: how many are ready, were woken, have read, and were woken for nothing. */
static struct counts {
    int ready, woken, done, for_nothing;
} *counts;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static void count_up(int *count)
{
    __atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
}

static void wait_until(int *count, int number)
{
    while (__atomic_load_n(count, __ATOMIC_SEQ_CST) < number)
        rest(5);
}

static void work(int number, int event, uint32_t events)
{
    struct epoll_event interest = { .events = events, .data = { .fd = event } }, ready;
    uint64_t taken;
    int set = epoll_create1(EPOLL_CLOEXEC);

    if (set == -1 || epoll_ctl(set, EPOLL_CTL_ADD, event, &interest) == -1)
        die("epoll_ctl");
    count_up(&counts->ready);
    /* Stop 1, a worker: step. It waits, as the others do. */
    if (epoll_wait(set, &ready, 1, -1) != 1)
        die("epoll_wait");
    count_up(&counts->woken);
    if (events == EPOLLIN) {
        wait_until(&counts->woken, WORKERS);
        wait_until(&counts->done, number);
    }
    /* Stop 2, each worker: step. One gets it. */
    if (read(event, &taken, sizeof taken) == -1 && errno == EAGAIN)
        count_up(&counts->for_nothing);
    count_up(&counts->done);
    exit(EXIT_SUCCESS);
}

static void wake_workers(const char *title, uint32_t events, int additions)
{
    pid_t children[WORKERS];
    uint64_t one = 1;
    int event = eventfd(0, EFD_NONBLOCK);

    if (event == -1)
        die("eventfd");
    *counts = (struct counts){ 0 };
    for (int number = 0; number < WORKERS; number++) {
        children[number] = fork();
        if (children[number] == -1)
            die("fork");
        if (children[number] == 0)
            work(number, event, events);
        wait_until(&counts->ready, number + 1);
    }
    rest(80); /* All of them wait. */
    for (int addition = 1; addition <= additions; addition++) {
        if (write(event, &one, sizeof one) != sizeof one)
            die("write");
        wait_until(&counts->done, addition);
    }
    for (int number = 0; number < WORKERS; number++)
        waitpid(children[number], NULL, 0);
    printf("%s: 1 added %s: %d woken, %d for nothing\n", title, additions == 1 ? "once" : "three times", counts->woken,
           counts->for_nothing);
    close(event);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    counts = mmap(NULL, sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (counts == MAP_FAILED)
        die("mmap");
    wake_workers("EPOLLIN", EPOLLIN, 1);
    wake_workers("EPOLLIN | EPOLLEXCLUSIVE", EPOLLIN | EPOLLEXCLUSIVE, WORKERS);
    return EXIT_SUCCESS;
}
