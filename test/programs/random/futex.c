/* Futexes: words in a file that each process maps for itself, mostly at another address. */
#define _GNU_SOURCE
#include "operation.h"
#include <linux/futex.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { WORDS = 4 };

static uint32_t *word_at(long place)
{
    static uint32_t *words;

    if (words == NULL)
        words = map_file("futexes", WORDS * sizeof *words);
    return &words[place];
}

static void futex(long place, long operation, long value, const void *timeout, long other, long value3)
{
    syscall(SYS_futex, word_at(place), (int) operation, (uint32_t) value, timeout, word_at(other), (uint32_t) value3);
}

/* Without a call. */
OPERATION(futex_store)
{
    __atomic_store_n(word_at(numbers[0]), (uint32_t) numbers[1], __ATOMIC_SEQ_CST);
}

/* The last number: 0, or the bits of FUTEX_WAIT_BITSET. */
OPERATION(futex_wait)
{
    long bits = numbers[3];

    futex(numbers[0], (bits == 0 ? FUTEX_WAIT : FUTEX_WAIT_BITSET) | numbers[1], numbers[2], NULL, 0, bits);
}

/* At most so many milliseconds. */
OPERATION(futex_wait_for)
{
    struct timespec limit = { 0, numbers[3] * 1000 * 1000 };

    futex(numbers[0], FUTEX_WAIT | numbers[1], numbers[2], &limit, 0, 0);
}

OPERATION(futex_wake)
{
    long bits = numbers[3];

    futex(numbers[0], (bits == 0 ? FUTEX_WAKE : FUTEX_WAKE_BITSET) | numbers[1], numbers[2], NULL, 0, bits);
}

/* Wakes so many, and makes so many others wait at the other word. */
OPERATION(futex_requeue)
{
    futex(numbers[0], FUTEX_REQUEUE, numbers[2], (const void *) numbers[3], numbers[1], 0);
}

/* struct futex_waitv of the kernel's headers, which not every system has. */
struct named {
    uint64_t expected, address;
    uint32_t flags, reserved;
};

static struct named named(long place, long flags)
{
    enum { size_32_bits = 2 };

    return (struct named){ 0, (uintptr_t) word_at(place), (uint32_t) (size_32_bits | flags), 0 };
}

/* futex_requeue(2): the flags of each word are its own. */
OPERATION(futex_move)
{
    struct named words[] = { named(numbers[0], 0), named(numbers[1], 0) };
    enum { call_futex_requeue = 456 };

    syscall(call_futex_requeue, words, 0, (int) numbers[2], (int) numbers[3]);
}

/* futex_waitv(2): at both words, the first of which has these flags; at most so many milliseconds, if not negative. */
OPERATION(futex_wait_any)
{
    struct named words[] = { named(numbers[0], numbers[2]), named(numbers[1], 0) };
    struct timespec end;
    enum { call_futex_waitv = 449 };

    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += numbers[3] * 1000 * 1000;
    if (end.tv_nsec >= 1000 * 1000 * 1000) {
        end.tv_nsec -= 1000 * 1000 * 1000;
        end.tv_sec++;
    }
    syscall(call_futex_waitv, words, 2, 0, numbers[3] < 0 ? NULL : &end, CLOCK_MONOTONIC);
}

/* At both words; the second is set to 1, and always woken at. */
OPERATION(futex_wake_op)
{
    futex(numbers[0], FUTEX_WAKE_OP, numbers[2], (const void *) numbers[3], numbers[1], FUTEX_OP(FUTEX_OP_SET, 1, FUTEX_OP_CMP_GE, 0));
}

OPERATION(futex_lock_pi)
{
    futex(numbers[0], FUTEX_LOCK_PI, 0, NULL, 0, 0);
}

OPERATION(futex_unlock_pi)
{
    futex(numbers[0], FUTEX_UNLOCK_PI, 0, NULL, 0, 0);
}
