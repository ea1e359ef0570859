/*
 * futex_words.c: the calls that name several futex words in memory (futex_waitv(2) since Linux 5.16, futex_requeue(2) since 6.7), and the
 * list of robust mutexes of a thread (get_robust_list(2)). Ends with 1 when a result is not the expected one; an older kernel has no
 * such calls.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORDS = 4, MOST = 128, CALL_WAITV = 449, CALL_REQUEUE = 456, SIZE_32_BITS = 2, PRIVATE = 128 };

struct named {
    uint64_t expected, address;
    uint32_t flags, reserved;
};

static uint32_t *words;

/* A result that is an error is its negative number. */
static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    exit(EXIT_FAILURE);
}

static void rest(void)
{
    struct timespec duration = { 0, 30 * 1000 * 1000 };

    while (nanosleep(&duration, &duration) == -1)
        continue;
}

static long wake(int word, int most)
{
    return syscall(SYS_futex, &words[word], FUTEX_WAKE, most, NULL, NULL, 0);
}

/* At the words of which the bits of `which` are set, in their order, or from the last to the first. */
static long wait_for_any(unsigned which, int is_backwards, uint32_t flags, const struct timespec *limit)
{
    struct named named[WORDS];
    unsigned count = 0;

    for (int i = 0; i < WORDS; i++) {
        int word = is_backwards ? WORDS - 1 - i : i;

        if ((which & 1u << word) != 0)
            named[count++] = (struct named){ 0, (uintptr_t) &words[word], SIZE_32_BITS | flags, 0 };
    }
    return syscall(CALL_WAITV, named, count, 0, limit, CLOCK_MONOTONIC);
}

static long requeue(int from, int to, int most_woken, int most_moved, uint64_t expected)
{
    struct named named[] = {
        { expected, (uintptr_t) &words[from], SIZE_32_BITS, 0 },
        { 0, (uintptr_t) &words[to], SIZE_32_BITS, 0 },
    };

    return syscall(CALL_REQUEUE, named, 0, most_woken, most_moved);
}

/* A child that waits, and is woken at the word of that place among those at which it waits. */
static pid_t waiter(unsigned which, int is_backwards, long place)
{
    pid_t child = fork();

    if (child == 0) {
        expect(wait_for_any(which, is_backwards, 0, NULL), place, "wait");
        exit(EXIT_SUCCESS);
    }
    expect(child == -1, 0, "fork");
    rest();
    return child;
}

static void wait_for(pid_t child)
{
    int status = -1;

    expect(waitpid(child, &status, 0), child, "waitpid");
    expect(status, 0, "wait status");
}

static void results(void)
{
    struct timespec past = { 0, 1 };

    expect(wait_for_any(3, 0, 0, &past), -ETIMEDOUT, "a time limit");
    words[1] = 1;
    expect(wait_for_any(3, 0, 0, NULL), -EAGAIN, "another value");
    words[1] = 0;
    expect(wait_for_any(0, 0, 0, NULL), -EINVAL, "no word");
    expect(syscall(CALL_WAITV, (void *) 8L, 1, 0, NULL, 0), -EFAULT, "nowhere");
}

static void one_of_several(void)
{
    pid_t first = waiter(7, 0, 1), second = waiter(6, 1, 0);

    expect(wake(3, INT_MAX), 0, "nobody waits there");
    expect(wake(1, 1), 1, "who came first");
    wait_for(first);
    expect(wake(0, INT_MAX), 0, "it has left the other words");
    expect(wake(2, INT_MAX), 1, "the other one");
    wait_for(second);

    /* One word twice: it stands there twice, and is counted twice. */
    struct named twice[] = { { 0, (uintptr_t) words, SIZE_32_BITS, 0 }, { 0, (uintptr_t) words, SIZE_32_BITS, 0 } };
    pid_t child = fork();
    if (child == 0) {
        expect(syscall(CALL_WAITV, twice, 2, 0, NULL, 0), 1, "woken at both");
        exit(EXIT_SUCCESS);
    }
    rest();
    expect(wake(0, INT_MAX), 2, "one that stands there twice");
    wait_for(child);
}

/* As many as one call may name, from behind the words of all others; woken at the last. */
static void all_there_may_be(void)
{
    static struct named named[MOST];
    pid_t child;

    for (int i = 0; i < MOST; i++)
        named[i] = (struct named){ 0, (uintptr_t) &words[WORDS + i], SIZE_32_BITS, 0 };
    child = fork();
    if (child == 0) {
        expect(syscall(CALL_WAITV, named, MOST, 0, NULL, 0), MOST - 1, "woken at the last");
        exit(EXIT_SUCCESS);
    }
    rest();
    expect(wake(WORDS + MOST - 1, INT_MAX), 1, "the last of many");
    wait_for(child);
}

static void private_words(void)
{
    pid_t child = fork();

    if (child == 0) {
        struct timespec now;

        clock_gettime(CLOCK_MONOTONIC, &now);
        now.tv_nsec += 60 * 1000 * 1000;
        if (now.tv_nsec >= 1000 * 1000 * 1000) {
            now.tv_nsec -= 1000 * 1000 * 1000;
            now.tv_sec++;
        }
        expect(wait_for_any(3, 0, PRIVATE, &now), -ETIMEDOUT, "nobody else meets it there");
        exit(EXIT_SUCCESS);
    }
    rest();
    expect(wake(0, INT_MAX), 0, "a private word");
    wait_for(child);
}

static void requeues(void)
{
    if (requeue(0, 1, 1, 1, 0) == -1 && errno == ENOSYS)
        return;
    pid_t first = waiter(1, 0, 0), second = waiter(1, 0, 0), third = waiter(9, 0, 0);

    expect(requeue(0, 1, 1, 1, 7), -EAGAIN, "another value");
    expect(requeue(0, 1, 1, 2, 0), 3, "one woken, two moved");
    wait_for(first);
    expect(wake(0, INT_MAX), 0, "nobody is left");
    expect(wake(1, 1), 1, "who was moved first");
    wait_for(second);
    expect(wake(1, INT_MAX), 1, "who was moved from one of its words");
    wait_for(third);
}

static void nothing(int signal)
{
    (void) signal;
}

static void interruptions(void)
{
    struct sigaction action = { .sa_handler = nothing, .sa_flags = 0 };
    pid_t parent = getpid(), child = fork();
    int status;

    if (child == 0) {
        rest();
        kill(parent, SIGUSR1);
        rest();
        kill(parent, SIGUSR2);
        rest();
        expect(wake(1, 1), 1, "after the signals");
        exit(EXIT_SUCCESS);
    }
    expect(sigaction(SIGUSR1, &action, NULL), 0, "sigaction");
    action.sa_flags = SA_RESTART;
    expect(sigaction(SIGUSR2, &action, NULL), 0, "sigaction");
    expect(wait_for_any(3, 0, 0, NULL), -EINTR, "a handler");
    expect(wait_for_any(3, 0, 0, NULL), 1, "a handler, and again");
    wait_for(child);

    child = waiter(7, 0, -1);
    expect(kill(child, SIGKILL), 0, "kill");
    expect(waitpid(child, &status, 0), child, "waitpid");
    for (int i = 0; i < 3; i++)
        expect(wake(i, INT_MAX), 0, "nobody is left");
}

/* As fast as it goes: each is woken by whoever is first, mostly at several words at once. */
static void hammer(void)
{
    pid_t children[3];

    for (int i = 0; i < 3; i++) {
        children[i] = fork();
        if (children[i] != 0)
            continue;
        for (int k = 0; k < 60; k++) {
            struct timespec soon;

            clock_gettime(CLOCK_MONOTONIC, &soon);
            wait_for_any(7, k & 1, 0, &soon);
            soon.tv_sec += 1;
            wake(k % 3, 1);
            if (k % 3 == i)
                wait_for_any(5, 0, 0, &(struct timespec){ soon.tv_sec - 1, soon.tv_nsec });
            wake((k + 1) % 3, INT_MAX);
        }
        exit(EXIT_SUCCESS);
    }
    for (int i = 0; i < 3; i++)
        wait_for(children[i]);
}

static void robust_list(void)
{
    struct robust_list_head *head = NULL;
    size_t length = 0;

    expect(syscall(SYS_get_robust_list, 0, &head, &length), 0, "get_robust_list");
    expect((long) length, sizeof *head, "length of the head");
    expect(syscall(SYS_set_robust_list, head, length), 0, "set_robust_list");
    expect(syscall(SYS_set_robust_list, head, 1L), -EINVAL, "another length");
    expect(syscall(SYS_get_robust_list, INT_MAX, &head, &length), -ESRCH, "nobody");
}

int main(void)
{
    struct timespec past = { 0, 1 };

    words = mmap(NULL, (WORDS + MOST) * sizeof *words, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (words == MAP_FAILED)
        expect(-1, 0, "mmap");
    robust_list();
    if (wait_for_any(1, 0, 0, &past) != -1 || errno != ENOSYS) {
        results();
        one_of_several();
        all_there_may_be();
        private_words();
        requeues();
        interruptions();
        hammer();
    }
    puts("done");
    return EXIT_SUCCESS;
}
