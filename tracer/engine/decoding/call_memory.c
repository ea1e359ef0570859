#include "decoding/call_memory.h"

#include <linux/futex.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "base/memory.h"
#include "base/registers.h"

/* How a call is told of its memory. */
enum shape {
    BUFFER,        /* an address; the length, at most, is an argument, times `size` */
    VECTOR,        /* a vector of iovecs, of which an argument says how many there are */
    MESSAGE,       /* a struct msghdr */
    MESSAGE_VECTOR /* a vector of struct mmsghdr */
};

/* In place of the argument that is the length: `size` bytes. */
enum { FIXED = 6 };

struct row {
    uint16_t number;
    uint8_t shape, argument, length;
    bool is_result; /* it uses as much of that as it returns, times `size` */
    uint8_t kind;
    uint16_t size;
    uint8_t more; /* bytes beside the length */
};

enum { R = ACCESS_READS, W = ACCESS_WRITES, RW = ACCESS_CHANGES };

/* Each man page says so; sizes are those of x86-64. */
static const struct row rows[] = {
    { SYS_read, BUFFER, 1, 2, true, W, 1, 0 },
    { SYS_write, BUFFER, 1, 2, true, R, 1, 0 },
    { SYS_stat, BUFFER, 1, FIXED, false, W, 144, 0 },
    { SYS_fstat, BUFFER, 1, FIXED, false, W, 144, 0 },
    { SYS_lstat, BUFFER, 1, FIXED, false, W, 144, 0 },
    { SYS_poll, BUFFER, 0, 1, false, RW, 8, 0 },
    { SYS_pread64, BUFFER, 1, 2, true, W, 1, 0 },
    { SYS_pwrite64, BUFFER, 1, 2, true, R, 1, 0 },
    { SYS_readv, VECTOR, 1, 2, true, W, 1, 0 },
    { SYS_writev, VECTOR, 1, 2, true, R, 1, 0 },
    { SYS_pipe, BUFFER, 0, FIXED, false, W, 8, 0 },
    { SYS_nanosleep, BUFFER, 0, FIXED, false, R, 16, 0 },
    { SYS_sendto, BUFFER, 1, 2, true, R, 1, 0 },
    { SYS_recvfrom, BUFFER, 1, 2, true, W, 1, 0 },
    { SYS_sendmsg, MESSAGE, 1, FIXED, true, R, 1, 0 },
    { SYS_recvmsg, MESSAGE, 1, FIXED, true, W, 1, 0 },
    { SYS_socketpair, BUFFER, 3, FIXED, false, W, 8, 0 },
    { SYS_wait4, BUFFER, 1, FIXED, false, W, 4, 0 },
    { SYS_semop, BUFFER, 1, 2, false, R, 6, 0 },
    { SYS_semtimedop, BUFFER, 1, 2, false, R, 6, 0 },
    { SYS_msgsnd, BUFFER, 1, 2, false, R, 1, 8 },
    { SYS_msgrcv, BUFFER, 1, 2, true, W, 1, 8 },
    { SYS_getcwd, BUFFER, 0, 1, true, W, 1, 0 },
    { SYS_readlink, BUFFER, 1, 2, true, W, 1, 0 },
    { SYS_gettimeofday, BUFFER, 0, FIXED, false, W, 16, 0 },
    { SYS_clock_gettime, BUFFER, 1, FIXED, false, W, 16, 0 },
    { SYS_clock_nanosleep, BUFFER, 2, FIXED, false, R, 16, 0 },
    { SYS_epoll_wait, BUFFER, 1, 2, true, W, 12, 0 },
    { SYS_mq_timedsend, BUFFER, 1, 2, false, R, 1, 0 },
    { SYS_mq_timedreceive, BUFFER, 1, 2, true, W, 1, 0 },
    { SYS_readlinkat, BUFFER, 2, 3, true, W, 1, 0 },
    { SYS_vmsplice, VECTOR, 1, 2, true, R, 1, 0 },
    { SYS_pipe2, BUFFER, 0, FIXED, false, W, 8, 0 },
    { SYS_preadv, VECTOR, 1, 2, true, W, 1, 0 },
    { SYS_pwritev, VECTOR, 1, 2, true, R, 1, 0 },
    { SYS_recvmmsg, MESSAGE_VECTOR, 1, 2, false, ACCESS_UNKNOWN, 1, 0 },
    { SYS_sendmmsg, MESSAGE_VECTOR, 1, 2, false, ACCESS_UNKNOWN, 1, 0 },
    { SYS_process_vm_readv, VECTOR, 1, 2, true, W, 1, 0 },
    { SYS_process_vm_writev, VECTOR, 1, 2, true, R, 1, 0 },
    { SYS_getrandom, BUFFER, 0, 1, true, W, 1, 0 },
    { SYS_preadv2, VECTOR, 1, 2, true, W, 1, 0 },
    { SYS_pwritev2, VECTOR, 1, 2, true, R, 1, 0 },
};

static void add(struct call_memory *memory, uint64_t address, uint64_t length) {
    if (memory->count < pieces_at_most && address != 0 && length > 0)
        memory->pieces[memory->count++] = (struct piece){ address, length };
}

static void add_vector(pid_t tid, struct call_memory *memory, uint64_t place, uint64_t count) {
    struct iovec vectors[pieces_at_most];
    if (count > pieces_at_most)
        count = pieces_at_most;
    ssize_t length = memory_force_read(tid, place, vectors, count * sizeof *vectors);
    for (size_t i = 0; length > 0 && i < (size_t)length / sizeof *vectors; i++)
        add(memory, (uint64_t)(uintptr_t)vectors[i].iov_base, vectors[i].iov_len);
}

static void add_message(pid_t tid, struct call_memory *memory, uint64_t place) {
    struct msghdr message;
    if (memory_force_read(tid, place, &message, sizeof message) == sizeof message)
        add_vector(tid, memory, (uint64_t)(uintptr_t)message.msg_iov, message.msg_iovlen);
}

static void add_row(pid_t tid, const struct user_regs_struct *registers, struct call_memory *memory, const struct row *row) {
    uint64_t place = registers_call_argument(registers, row->argument);
    uint64_t given = row->length < FIXED ? registers_call_argument(registers, row->length) : 1;
    memory->kind = row->kind;
    memory->moves_result = row->is_result;
    memory->beyond_result = row->more;
    memory->result_size = row->size;
    switch (row->shape) {
    case VECTOR:
        add_vector(tid, memory, place, given);
        break;
    case MESSAGE:
        add_message(tid, memory, place);
        break;
    case MESSAGE_VECTOR:
        for (uint64_t i = 0; i < given && i < pieces_at_most; i++)
            add_message(tid, memory, place + i * sizeof(struct mmsghdr));
        break;
    default: /* BUFFER */
        add(memory, place, given * row->size + row->more);
        break;
    }
}

/* futex(2): whether it looks at the word depends on the operation. */
static void read_futex(const struct user_regs_struct *registers, struct call_memory *memory) {
    enum { word = 4 };
    switch (registers_call_argument(registers, 1) & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
    case FUTEX_WAIT_BITSET:
    case FUTEX_CMP_REQUEUE:
        memory->kind = ACCESS_READS;
        break;
    case FUTEX_LOCK_PI:
    case FUTEX_TRYLOCK_PI:
    case FUTEX_UNLOCK_PI:
        memory->kind = ACCESS_CHANGES;
        break;
    default:
        return;
    }
    add(memory, registers_call_argument(registers, 0), word);
}

/* Newer than the headers of some systems. */
enum { CALL_FUTEX_WAITV = 449, CALL_FUTEX_WAIT = 455, CALL_FUTEX_REQUEUE = 456 };

/* futex_waitv(2), futex_requeue(2): memory names the words. Of those that are given to requeue the kernel looks at one, and finds both. */
static void read_named_words(pid_t tid, struct call_memory *memory, uint64_t place, uint64_t count) {
    struct {
        uint64_t expected, address;
        uint32_t flags, reserved;
    } named[pieces_at_most];
    if (count > pieces_at_most)
        count = pieces_at_most;
    ssize_t length = memory_force_read(tid, place, named, count * sizeof *named);
    for (size_t i = 0; length > 0 && i < (size_t)length / sizeof *named; i++)
        add(memory, named[i].address, sizeof(uint32_t));
}

static void read_futex_family(pid_t tid, const struct user_regs_struct *registers, struct call_memory *memory) {
    uint64_t first = registers_call_argument(registers, 0);
    switch (registers_call_number(registers)) {
    case SYS_futex:
        read_futex(registers, memory);
        break;
    case CALL_FUTEX_WAIT:
        memory->kind = ACCESS_READS;
        add(memory, first, sizeof(uint32_t));
        break;
    case CALL_FUTEX_WAITV:
        memory->kind = ACCESS_READS;
        read_named_words(tid, memory, first, registers_call_argument(registers, 1));
        break;
    case CALL_FUTEX_REQUEUE:
        read_named_words(tid, memory, first, 2);
        break;
    default:
        break;
    }
}

void call_memory_read(pid_t tid, const struct user_regs_struct *registers, struct call_memory *memory) {
    int64_t number = registers_call_number(registers);
    memory->count = 0;
    memory->kind = ACCESS_UNKNOWN;
    memory->moves_result = false;
    read_futex_family(tid, registers, memory);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].number == number)
            add_row(tid, registers, memory, &rows[i]);
}
