/* io_uring.c: rings of several sizes, entered, registered with, shared with a child. It prints how many could be made. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct ring {
    int fd;
    unsigned *tail, *array, mask, *done_head, *done_tail;
    struct io_uring_sqe *orders;
};

static int setup(unsigned entries, unsigned flags, unsigned completions, struct io_uring_params *at)
{
    *at = (struct io_uring_params){ .flags = flags, .cq_entries = completions };
    return (int) syscall(SYS_io_uring_setup, entries, at);
}

static int enter(int fd, unsigned count, unsigned least, unsigned flags)
{
    return (int) syscall(SYS_io_uring_enter, fd, count, least, flags, NULL, 0);
}

static unsigned char *map(int fd, size_t size, off_t what)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, what);
    if (at == MAP_FAILED)
        abort();
    return at;
}

static struct ring mapped(int fd, const struct io_uring_params *at)
{
    unsigned char *both = map(fd, at->cq_off.cqes + at->cq_entries * sizeof(struct io_uring_cqe), IORING_OFF_SQ_RING);
    return (struct ring){
        .fd = fd,
        .tail = (void *) (both + at->sq_off.tail),
        .array = (void *) (both + at->sq_off.array),
        .mask = at->sq_entries - 1,
        .done_head = (void *) (both + at->cq_off.head),
        .done_tail = (void *) (both + at->cq_off.tail),
        .orders = (void *) map(fd, at->sq_entries * sizeof(struct io_uring_sqe), IORING_OFF_SQES),
    };
}

static void order(const struct ring *ring, unsigned char operation)
{
    unsigned tail = *ring->tail, place = tail & ring->mask;

    ring->orders[place] = (struct io_uring_sqe){ .opcode = operation };
    ring->array[place] = place;
    __atomic_store_n(ring->tail, tail + 1, __ATOMIC_RELEASE);
}

static void use(struct ring *ring)
{
    for (int count = 0; count < 3; count++)
        order(ring, IORING_OP_NOP);
    (void) enter(ring->fd, 2, 0, 0);
    (void) enter(ring->fd, 1, 1, IORING_ENTER_GETEVENTS);
    (void) enter(ring->fd, 0, 1, IORING_ENTER_GETEVENTS);
    order(ring, 250); /* Of no meaning: it is taken, and its result is an error. */
    (void) enter(ring->fd, 1, 1, IORING_ENTER_GETEVENTS);
    (void) enter(ring->fd, 5, 0, 0); /* More than there are. */
    int file = open("/dev/null", O_RDONLY);
    (void) syscall(SYS_io_uring_register, ring->fd, IORING_REGISTER_FILES, &file, 1);
    (void) syscall(SYS_io_uring_register, ring->fd, IORING_UNREGISTER_FILES, NULL, 0);
    close(file);
}

int main(void)
{
    struct io_uring_params at;
    int made = 0, status;
    int first = setup(8, 0, 0, &at);

    if (first != -1) {
        made++;
        struct ring ring = mapped(first, &at);
        use(&ring);
        pid_t child = fork();
        if (child == 0) {
            order(&ring, IORING_OP_NOP);
            (void) enter(first, 1, 0, 0);
            close(first);
            _exit(0);
        }
        (void) waitpid(child, &status, 0);
        (void) dup2(first, 20);
        close(first);
        (void) enter(20, 0, 0, 0);
        close(20);
    }
    for (unsigned entries = 0; entries < 40; entries += 13) {
        int fd = setup(entries, IORING_SETUP_CLAMP, 0, &at);
        made += fd != -1;
        close(fd);
    }
    int wide = setup(3, IORING_SETUP_CQSIZE, 33, &at);
    made += wide != -1;
    int disabled = setup(2, IORING_SETUP_R_DISABLED | IORING_SETUP_SINGLE_ISSUER, 0, &at);
    made += disabled != -1;
    (void) enter(disabled, 1, 0, 0);
    (void) syscall(SYS_io_uring_register, disabled, IORING_REGISTER_ENABLE_RINGS, NULL, 0);
    struct io_uring_rsrc_update index = { .offset = -1U, .data = (unsigned) wide };
    (void) syscall(SYS_io_uring_register, wide, IORING_REGISTER_RING_FDS, &index, 1);
    (void) enter((int) index.offset, 0, 0, IORING_ENTER_REGISTERED_RING);
    (void) enter(STDOUT_FILENO, 0, 0, 0);
    printf("%d rings\n", made);
    return EXIT_SUCCESS;
}
