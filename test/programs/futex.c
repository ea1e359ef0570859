/*
 * futex.c: futexes in the ways that have rules of their own (futex(2), kernel/futex): every operation, private and shared words, one
 * word at two addresses, bitsets, time limits, signals, requeues, owners that end; and what the C library makes of them, between
 * processes and between threads. Ends with 1 when a result is not the expected one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PAGE = 4096 };

struct shared {
    uint32_t word, other;
    pthread_mutex_t plain, robust, inheriting;
    pthread_cond_t changed;
    pthread_barrier_t barrier;
    pthread_rwlock_t rwlock;
    sem_t full, empty;
    int ready;
    long count;
};

static struct shared *shared;
static char *at_another_address;

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

static long futex(uint32_t *word, int operation, uint32_t value, const void *timeout, uint32_t *other, uint32_t value3)
{
    return syscall(SYS_futex, word, operation, value, timeout, other, value3);
}

static pid_t start(void)
{
    pid_t child = fork();

    if (child == -1)
        expect(child, 0, "fork");
    return child;
}

static void wait_for(pid_t child)
{
    int status = -1;

    expect(waitpid(child, &status, 0), child, "waitpid");
    expect(status, 0, "wait status");
}

/* A child that waits at a word, and ends when it is woken. */
static pid_t waiter(uint32_t *word, int operation, uint32_t expected, uint32_t bitset)
{
    pid_t child = start();

    if (child == 0) {
        expect(futex(word, operation, expected, NULL, NULL, bitset), 0, "wait");
        exit(EXIT_SUCCESS);
    }
    rest();
    return child;
}

static void results(void)
{
    struct timespec soon = { 0, 1000 * 1000 };

    shared->word = 5;
    expect(futex(&shared->word, FUTEX_WAIT, 4, NULL, NULL, 0), -EAGAIN, "another value");
    expect(futex(&shared->word, FUTEX_WAIT, 5, &soon, NULL, 0), -ETIMEDOUT, "a time limit");
    expect(futex(&shared->word, FUTEX_WAKE, 1, NULL, NULL, 0), 0, "nobody waits");
    expect(futex(&shared->word, FUTEX_WAIT_BITSET, 5, NULL, NULL, 0), -EINVAL, "no bits");
    expect(futex((uint32_t *) ((char *) &shared->word + 1), FUTEX_WAIT, 5, NULL, NULL, 0), -EINVAL, "not aligned");
    expect(futex(NULL, FUTEX_WAIT, 5, NULL, NULL, 0), -EFAULT, "nowhere");
    expect(futex(&shared->word, 99, 5, NULL, NULL, 0), -ENOSYS, "no such operation");
}

static void wakes(void)
{
    uint32_t *elsewhere = (uint32_t *) (void *) at_another_address;
    pid_t first = waiter(&shared->word, FUTEX_WAIT, 5, 0), second = waiter(elsewhere, FUTEX_WAIT, 5, 0);

    /* A private waker does not meet them, though it has the same address. */
    expect(futex(&shared->word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, INT_MAX, NULL, NULL, 0), 0, "a private wake");
    expect(futex(elsewhere, FUTEX_WAKE, 1, NULL, NULL, 0), 1, "one of two");
    wait_for(first); /* First come, first served. */
    expect(futex(&shared->word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0), 1, "the rest");
    wait_for(second);

    first = waiter(&shared->word, FUTEX_WAIT_BITSET, 5, 1);
    second = waiter(&shared->word, FUTEX_WAIT_BITSET, 5, 6);
    expect(futex(&shared->word, FUTEX_WAKE_BITSET, INT_MAX, NULL, NULL, 4), 1, "by its bits");
    wait_for(second);
    expect(futex(&shared->word, FUTEX_WAKE_BITSET, INT_MAX, NULL, NULL, 1), 1, "by its bits");
    wait_for(first);

    first = waiter(&shared->word, FUTEX_WAIT, 5, 0);
    second = waiter(&shared->other, FUTEX_WAIT, 0, 0);
    int add_one_if_it_was_zero = FUTEX_OP(FUTEX_OP_ADD, 1, FUTEX_OP_CMP_EQ, 0);
    expect(futex(&shared->word, FUTEX_WAKE_OP, 1, (void *) 1L, &shared->other, (uint32_t) add_one_if_it_was_zero), 2, "at both words");
    wait_for(first);
    wait_for(second);
    shared->other = 0;
}

static void requeues(void)
{
    pid_t children[3];

    for (int i = 0; i < 3; i++)
        children[i] = waiter(&shared->word, FUTEX_WAIT, 5, 0);
    expect(futex(&shared->word, FUTEX_CMP_REQUEUE, 1, (void *) 1L, &shared->other, 4), -EAGAIN, "another value");
    expect(futex(&shared->word, FUTEX_CMP_REQUEUE, 1, (void *) 1L, &shared->other, 5), 2, "one woken, one moved");
    wait_for(children[0]);
    expect(futex(&shared->other, FUTEX_WAKE, INT_MAX, NULL, NULL, 0), 1, "who was moved");
    wait_for(children[1]);
    expect(futex(&shared->word, FUTEX_REQUEUE, 0, (void *) (long) INT_MAX, &shared->other, 0), 1, "moved");
    expect(futex(&shared->word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0), 0, "nobody is left");
    expect(futex(&shared->other, FUTEX_WAKE, 1, NULL, NULL, 0), 1, "who was moved");
    wait_for(children[2]);
}

/* The word is the owner's number; the kernel hands it over. */
static void inheritance(void)
{
    shared->word = 0;
    expect(futex(&shared->word, FUTEX_LOCK_PI, 0, NULL, NULL, 0), 0, "lock");
    expect(futex(&shared->word, FUTEX_LOCK_PI, 0, NULL, NULL, 0), -EDEADLK, "its own");
    pid_t child = start();
    if (child == 0) {
        expect(futex(&shared->word, FUTEX_TRYLOCK_PI, 0, NULL, NULL, 0), -EAGAIN, "it is locked");
        expect(futex(&shared->word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0), -EPERM, "not its owner");
        expect(futex(&shared->word, FUTEX_LOCK_PI, 0, NULL, NULL, 0), 0, "wait for the lock");
        expect(shared->word & FUTEX_TID_MASK, getpid(), "the owner");
        expect(futex(&shared->word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0), 0, "unlock");
        exit(EXIT_SUCCESS);
    }
    rest();
    expect(futex(&shared->word, FUTEX_UNLOCK_PI, 0, NULL, NULL, 0), 0, "hand over");
    wait_for(child);
    shared->word = 5;
}

static void nothing(int signal)
{
    (void) signal;
}

/* With SA_RESTART the kernel makes the call again. */
static void interruptions(void)
{
    pid_t parent = getpid(), child = start();
    struct sigaction action = { .sa_handler = nothing, .sa_flags = 0 };

    if (child == 0) {
        rest();
        kill(parent, SIGUSR1);
        rest();
        kill(parent, SIGUSR2);
        rest();
        expect(futex(&shared->word, FUTEX_WAKE, 1, NULL, NULL, 0), 1, "after the signals");
        exit(EXIT_SUCCESS);
    }
    expect(sigaction(SIGUSR1, &action, NULL), 0, "sigaction");
    action.sa_flags = SA_RESTART;
    expect(sigaction(SIGUSR2, &action, NULL), 0, "sigaction");
    expect(futex(&shared->word, FUTEX_WAIT, 5, NULL, NULL, 0), -EINTR, "a handler");
    expect(futex(&shared->word, FUTEX_WAIT, 5, NULL, NULL, 0), 0, "a handler, and again");
    wait_for(child);
}

/* A waiter that is killed is in no queue any more. */
static void killed(void)
{
    pid_t child = waiter(&shared->word, FUTEX_WAIT, 5, 0);
    int status;

    expect(kill(child, SIGKILL), 0, "kill");
    expect(waitpid(child, &status, 0), child, "waitpid");
    expect(futex(&shared->word, FUTEX_WAKE, INT_MAX, NULL, NULL, 0), 0, "nobody is left");
}

static void make_objects(void)
{
    pthread_mutexattr_t mutex;
    pthread_condattr_t condition;
    pthread_barrierattr_t barrier;
    pthread_rwlockattr_t rwlock;

    pthread_mutexattr_init(&mutex);
    pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&shared->plain, &mutex);
    pthread_mutexattr_setrobust(&mutex, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(&shared->robust, &mutex);
    pthread_mutexattr_setrobust(&mutex, PTHREAD_MUTEX_STALLED);
    pthread_mutexattr_setprotocol(&mutex, PTHREAD_PRIO_INHERIT);
    pthread_mutex_init(&shared->inheriting, &mutex);
    pthread_condattr_init(&condition);
    pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED);
    pthread_cond_init(&shared->changed, &condition);
    pthread_barrierattr_init(&barrier);
    pthread_barrierattr_setpshared(&barrier, PTHREAD_PROCESS_SHARED);
    pthread_barrier_init(&shared->barrier, &barrier, 3);
    pthread_rwlockattr_init(&rwlock);
    pthread_rwlockattr_setpshared(&rwlock, PTHREAD_PROCESS_SHARED);
    pthread_rwlock_init(&shared->rwlock, &rwlock);
    sem_init(&shared->full, 1, 0);
    sem_init(&shared->empty, 1, 1);
}

static void mutexes(void)
{
    pthread_mutex_t *mutexes[] = { &shared->plain, &shared->robust, &shared->inheriting };

    for (int each = 0; each < 3; each++) {
        pid_t children[2];

        expect(pthread_mutex_lock(mutexes[each]), 0, "lock");
        for (int i = 0; i < 2; i++) {
            children[i] = start();
            if (children[i] == 0) {
                expect(pthread_mutex_lock(mutexes[each]), 0, "lock");
                rest();
                expect(pthread_mutex_unlock(mutexes[each]), 0, "unlock");
                exit(EXIT_SUCCESS);
            }
        }
        rest();
        expect(pthread_mutex_unlock(mutexes[each]), 0, "unlock");
        for (int i = 0; i < 2; i++)
            wait_for(children[i]);
    }
}

static void dead_owner(void)
{
    pid_t child = start();

    if (child == 0) {
        expect(pthread_mutex_lock(&shared->robust), 0, "lock");
        sem_post(&shared->full);
        rest();
        exit(EXIT_SUCCESS);
    }
    expect(sem_wait(&shared->full), 0, "sem_wait");
    expect(pthread_mutex_lock(&shared->robust), EOWNERDEAD, "the owner is dead");
    expect(pthread_mutex_consistent(&shared->robust), 0, "consistent");
    expect(pthread_mutex_unlock(&shared->robust), 0, "unlock");
    wait_for(child);
}

static void others(void)
{
    pid_t children[2];

    expect(pthread_rwlock_wrlock(&shared->rwlock), 0, "wrlock");
    for (int i = 0; i < 2; i++) {
        children[i] = start();
        if (children[i] == 0) {
            expect(i == 0 ? pthread_rwlock_rdlock(&shared->rwlock) : pthread_rwlock_wrlock(&shared->rwlock), 0, "lock");
            rest();
            expect(pthread_rwlock_unlock(&shared->rwlock), 0, "unlock");
            pthread_mutex_lock(&shared->plain);
            while (!shared->ready)
                pthread_cond_wait(&shared->changed, &shared->plain);
            pthread_mutex_unlock(&shared->plain);
            pthread_barrier_wait(&shared->barrier);
            exit(EXIT_SUCCESS);
        }
    }
    rest();
    expect(pthread_rwlock_unlock(&shared->rwlock), 0, "unlock");
    for (int i = 0; i < 5; i++)
        rest();
    pthread_mutex_lock(&shared->plain);
    shared->ready = 1;
    pthread_cond_broadcast(&shared->changed);
    pthread_mutex_unlock(&shared->plain);
    rest();
    pthread_barrier_wait(&shared->barrier);
    for (int i = 0; i < 2; i++)
        wait_for(children[i]);
}

static void named(void)
{
    char name[40];

    snprintf(name, sizeof name, "/futex-test-%d", (int) getpid());
    sem_t *semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
    if (semaphore == SEM_FAILED)
        expect(-1, 0, "sem_open");
    pid_t child = start();
    if (child == 0) {
        sem_t *mine = sem_open(name, 0);
        expect(sem_wait(mine), 0, "sem_wait");
        exit(EXIT_SUCCESS);
    }
    rest();
    expect(sem_post(semaphore), 0, "sem_post");
    wait_for(child);
    struct timespec past = { 1, 0 };
    expect(sem_timedwait(semaphore, &past), -ETIMEDOUT, "sem_timedwait");
    expect(sem_unlink(name), 0, "sem_unlink");
}

static pthread_mutex_t own_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t own_condition = PTHREAD_COND_INITIALIZER;
static int turns;

/* Private futexes. */
static void *take_turns(void *mine)
{
    for (int i = 0; i < 20; i++) {
        pthread_mutex_lock(&own_mutex);
        while (turns % 2 != *(int *) mine)
            pthread_cond_wait(&own_condition, &own_mutex);
        turns++;
        pthread_cond_signal(&own_condition);
        pthread_mutex_unlock(&own_mutex);
    }
    return NULL;
}

static void threads(void)
{
    pthread_t both[2];
    int numbers[2] = { 0, 1 };

    for (int i = 0; i < 2; i++)
        pthread_create(&both[i], NULL, take_turns, &numbers[i]);
    for (int i = 0; i < 2; i++)
        expect(pthread_join(both[i], NULL), 0, "join");
}

/* As fast as it goes. */
static void hammer(void)
{
    pid_t children[4];

    for (int i = 0; i < 4; i++) {
        children[i] = start();
        if (children[i] != 0)
            continue;
        for (int k = 0; k < 300; k++) {
            pthread_mutex_lock(&shared->plain);
            long before = shared->count;
            for (volatile int spin = 0; spin < 2000; spin++)
                continue;
            shared->count = before + 1;
            pthread_mutex_unlock(&shared->plain);
        }
        exit(EXIT_SUCCESS);
    }
    for (int i = 0; i < 4; i++)
        wait_for(children[i]);
    expect(shared->count, 4 * 300, "count");
}

int main(void)
{
    int file = memfd_create("shared", MFD_CLOEXEC);

    expect(ftruncate(file, 2 * PAGE), 0, "ftruncate");
    shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, PAGE);
    at_another_address = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared == MAP_FAILED || at_another_address == MAP_FAILED)
        expect(-1, 0, "mmap");
    at_another_address += PAGE;
    results();
    wakes();
    requeues();
    inheritance();
    interruptions();
    killed();
    make_objects();
    mutexes();
    dead_owner();
    others();
    named();
    threads();
    hammer();
    puts("done");
    return EXIT_SUCCESS;
}
