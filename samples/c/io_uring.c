/*
 * io_uring.c: a read that is asked for in shared memory, and a tool that cannot see it.
 *
 * What to watch for in the diagram:
 *   1. io_uring_setup() gives a descriptor. Two rings are mapped from it: into one the program
 *      puts what it wants done, in the other it finds what has become of it.
 *   2. The program writes an order into the first ring: a read of its own file. That is a store
 *      in memory, and no system call: nothing is seen of it.
 *   3. io_uring_enter() tells the kernel that there is an order. That is seen: how many, and that
 *      the program waits until one is done. Not what it was.
 *   4. The bytes are there. No read() of the file is among the events. The card says so plainly:
 *      what goes through the ring is not seen.
 *
 * This is the price of a mechanism that saves system calls: whoever watches system calls is
 * blind to it. (strace is, too.)
 */
#include <fcntl.h>
#include <linux/io_uring.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

struct rings {
    int fd;
    unsigned *tail, *order_of, *mask;            /* Of the submissions. */
    unsigned *done_head, *done_tail, *done_mask; /* Of the completions. */
    struct io_uring_sqe *orders;
    struct io_uring_cqe *results;
};

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static unsigned char *map(int fd, size_t size, off_t what)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, what);
    if (at == MAP_FAILED)
        die("mmap");
    return at;
}

static struct rings make_rings(unsigned entries)
{
    struct io_uring_params at = { 0 };
    struct rings rings;

    /* Stop 1: step: a descriptor of the rings. Step twice more: two mappings of them. */
    rings.fd = (int) syscall(SYS_io_uring_setup, entries, &at);
    if (rings.fd == -1)
        die("io_uring_setup");
    size_t submissions = at.sq_off.array + at.sq_entries * sizeof(unsigned);
    size_t completions = at.cq_off.cqes + at.cq_entries * sizeof(struct io_uring_cqe);
    size_t size = submissions > completions ? submissions : completions;
    unsigned char *both = map(rings.fd, size, IORING_OFF_SQ_RING);
    rings.orders = (void *) map(rings.fd, at.sq_entries * sizeof *rings.orders, IORING_OFF_SQES);
    rings.tail = (void *) (both + at.sq_off.tail);
    rings.mask = (void *) (both + at.sq_off.ring_mask);
    rings.order_of = (void *) (both + at.sq_off.array);
    rings.done_head = (void *) (both + at.cq_off.head);
    rings.done_tail = (void *) (both + at.cq_off.tail);
    rings.done_mask = (void *) (both + at.cq_off.ring_mask);
    rings.results = (void *) (both + at.cq_off.cqes);
    return rings;
}

static void put_order(const struct rings *rings, struct io_uring_sqe order)
{
    unsigned tail = *rings->tail, place = tail & *rings->mask;

    rings->orders[place] = order;
    rings->order_of[place] = place;
    __atomic_store_n(rings->tail, tail + 1, __ATOMIC_RELEASE);
}

static int take_result(const struct rings *rings)
{
    unsigned head = *rings->done_head;

    if (head == __atomic_load_n(rings->done_tail, __ATOMIC_ACQUIRE)) {
        fprintf(stderr, "nothing is done\n");
        exit(EXIT_FAILURE);
    }
    int result = rings->results[head & *rings->done_mask].res;
    __atomic_store_n(rings->done_head, head + 1, __ATOMIC_RELEASE);
    return result;
}

int main(void)
{
    char text[8];

    setvbuf(stdout, NULL, _IOLBF, 0);
    int file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (file == -1)
        die("open");
    struct rings rings = make_rings(4);

    put_order(&rings, (struct io_uring_sqe){ .opcode = IORING_OP_READ, .fd = file, .addr = (uintptr_t) text, .len = 4 });
    put_order(&rings, (struct io_uring_sqe){ .opcode = IORING_OP_NOP });
    /* Stop 2: two orders are in the ring, and nothing is to be seen of them. Step: they are handed over. */
    if (syscall(SYS_io_uring_enter, rings.fd, 2, 2, IORING_ENTER_GETEVENTS, NULL, 0) != 2)
        die("io_uring_enter");
    int one = take_result(&rings), other = take_result(&rings);
    /* Stop 3: the bytes are there. Which event has read them? */
    printf("read %d bytes: %.3s\n", one > other ? one : other, text + 1);
    close(rings.fd);
    close(file);
    return EXIT_SUCCESS;
}
