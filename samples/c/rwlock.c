/*
 * rwlock.c: readers together, a writer alone: pthread_rwlock_rdlock() and pthread_rwlock_wrlock().
 *
 * What to watch for in the diagram:
 *   1. Two readers have the lock at once. Nobody waits, so there is no system call, and
 *      nothing to see.
 *   2. A writer comes and waits until both readers are gone: now the lock appears.
 *   3. While the writer has it, a reader waits. The lock's memory tells who the writer is.
 *   4. The writer goes, and wakes the reader.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct shared {
    pthread_rwlock_t lock;
    int balance;
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

static void reader(struct shared *shared, long comes, long stays)
{
    rest(comes);
    check(pthread_rwlock_rdlock(&shared->lock), "pthread_rwlock_rdlock"); /* Stop here. */
    rest(stays);
    int seen = shared->balance;
    check(pthread_rwlock_unlock(&shared->lock), "pthread_rwlock_unlock");
    exit(seen == 0 || seen == 100 ? EXIT_SUCCESS : EXIT_FAILURE); /* Never half of it. */
}

static void writer(struct shared *shared, long comes, long stays)
{
    rest(comes);
    check(pthread_rwlock_wrlock(&shared->lock), "pthread_rwlock_wrlock"); /* Stop here. */
    shared->balance += 50;
    rest(stays);
    shared->balance += 50;
    check(pthread_rwlock_unlock(&shared->lock), "pthread_rwlock_unlock");
    exit(EXIT_SUCCESS);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    pthread_rwlockattr_t attributes;
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    check(pthread_rwlockattr_init(&attributes), "pthread_rwlockattr_init");
    check(pthread_rwlockattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), "pthread_rwlockattr_setpshared");
    check(pthread_rwlock_init(&shared->lock, &attributes), "pthread_rwlock_init");

    pid_t children[4];
    for (int number = 0; number < 4; number++) {
        children[number] = fork();
        if (children[number] == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (children[number] != 0)
            continue;
        if (number == 2)
            writer(shared, 40, 60);
        /* Two at once; one that comes while the writer writes. */
        reader(shared, number == 3 ? 120 : 10 * number, number == 3 ? 10 : 80);
    }
    for (int number = 0; number < 4; number++)
        if (waitpid(children[number], NULL, 0) == -1)
            perror("waitpid");
    printf("the balance is %d\n", shared->balance);
    return EXIT_SUCCESS;
}
