/*
 * robust_mutex.c: a process ends and still has the mutex. With a robust one the next is told so.
 *
 * What to watch for in the diagram:
 *   1. The child takes the mutex and ends in the middle of its change.
 *   2. The parent waits for the mutex: its card shows that the child has it.
 *   3. When the child ends, the kernel marks the mutex (FUTEX_OWNER_DIED) and wakes the
 *      parent: it knows where the mutexes of a thread are, from a list in the thread's memory.
 *   4. pthread_mutex_lock() returns EOWNERDEAD: the parent has the mutex, must put the data
 *      right, and says so with pthread_mutex_consistent().
 *   5. Without PTHREAD_MUTEX_ROBUST nobody would wake the parent: it would wait for ever.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct account {
    pthread_mutex_t mutex;
    volatile int balance, bookings;
};

static void check(int error, const char *call)
{
    if (error == 0)
        return;
    fprintf(stderr, "%s: %s\n", call, strerror(error));
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    pthread_mutexattr_t attributes;
    struct account *account = mmap(NULL, sizeof *account, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (account == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    check(pthread_mutexattr_init(&attributes), "pthread_mutexattr_init");
    check(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), "pthread_mutexattr_setpshared");
    check(pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST), "pthread_mutexattr_setrobust");
    check(pthread_mutex_init(&account->mutex, &attributes), "pthread_mutex_init");

    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        check(pthread_mutex_lock(&account->mutex), "pthread_mutex_lock");
        account->balance += 100;
        rest(100);
        exit(EXIT_SUCCESS); /* Stop 1: the booking is not counted yet, and the mutex is locked. */
    }
    while (account->balance == 0) /* It has not come so far. */
        rest(20);

    /* Stop 2: step over this line. The child has the mutex. */
    int error = pthread_mutex_lock(&account->mutex);
    if (error == EOWNERDEAD) {
        printf("the owner has ended: balance %d, bookings %d\n", account->balance, account->bookings);
        account->bookings = 1;
        check(pthread_mutex_consistent(&account->mutex), "pthread_mutex_consistent");
    } else {
        check(error, "pthread_mutex_lock");
    }
    check(pthread_mutex_unlock(&account->mutex), "pthread_mutex_unlock");
    printf("balance %d, bookings %d\n", account->balance, account->bookings);
    if (wait(NULL) == -1)
        perror("wait");
    return EXIT_SUCCESS;
}
