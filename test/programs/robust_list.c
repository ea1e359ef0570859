/*
 * robust_list.c: threads and processes that end with robust mutexes for which nobody waits. Prints what the next one is told. Ends with 1
 * when that is not EOWNERDEAD.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static struct shared {
    long unused;
    pthread_mutex_t exits, killed, inheriting, plain;
} *shared;
static pthread_mutex_t own;

static void make(pthread_mutex_t *mutex, int robust, int protocol)
{
    pthread_mutexattr_t attributes;

    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, mutex == &own ? PTHREAD_PROCESS_PRIVATE : PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, robust);
    pthread_mutexattr_setprotocol(&attributes, protocol);
    pthread_mutex_init(mutex, &attributes);
}

static void succeed(pthread_mutex_t *mutex, const char *what)
{
    if (pthread_mutex_lock(mutex) != EOWNERDEAD) {
        fprintf(stderr, "%s: no EOWNERDEAD\n", what);
        exit(EXIT_FAILURE);
    }
    pthread_mutex_consistent(mutex);
    pthread_mutex_unlock(mutex);
}

static void *take(void *mutex)
{
    pthread_mutex_lock(mutex);
    return NULL;
}

int main(void)
{
    pthread_t thread;
    pid_t child;

    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return EXIT_FAILURE;
    make(&shared->exits, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_NONE);
    make(&shared->killed, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_NONE);
    make(&shared->inheriting, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_INHERIT);
    make(&shared->plain, PTHREAD_MUTEX_STALLED, PTHREAD_PRIO_NONE);
    make(&own, PTHREAD_MUTEX_ROBUST, PTHREAD_PRIO_NONE);

    child = fork();
    if (child == 0) {
        pthread_mutex_lock(&shared->plain);
        pthread_mutex_lock(&shared->exits);
        pthread_mutex_lock(&shared->inheriting);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    succeed(&shared->exits, "of one that exits");
    succeed(&shared->inheriting, "of one that inherits priorities");

    child = fork();
    if (child == 0) {
        pthread_mutex_lock(&shared->killed);
        raise(SIGKILL);
    }
    waitpid(child, NULL, 0);
    succeed(&shared->killed, "of one that is killed");

    pthread_create(&thread, NULL, take, &own);
    pthread_join(thread, NULL);
    succeed(&own, "of a thread");
    return EXIT_SUCCESS;
}
