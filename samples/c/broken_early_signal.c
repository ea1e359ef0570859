/*
 * broken_early_signal.c: a condition is signalled before anybody waits. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. The child signals at once. Nobody waits: pthread_cond_signal() does nothing, makes
 *      no system call, and nothing of it is kept. A condition is no semaphore.
 *   2. The parent comes later and waits for a signal that has been.
 *   3. Its time limit ends the wait (ETIMEDOUT): without one it would wait for ever.
 * What would be right: a variable that says that it has happened, changed and looked at under
 * the mutex: while (!done) pthread_cond_wait(…).
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

struct shared {
    pthread_mutex_t mutex;
    pthread_cond_t done;
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
    pthread_mutexattr_t mutex;
    pthread_condattr_t condition;
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    check(pthread_mutexattr_init(&mutex), "pthread_mutexattr_init");
    check(pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED), "pthread_mutexattr_setpshared");
    check(pthread_mutex_init(&shared->mutex, &mutex), "pthread_mutex_init");
    check(pthread_condattr_init(&condition), "pthread_condattr_init");
    check(pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED), "pthread_condattr_setpshared");
    check(pthread_cond_init(&shared->done, &condition), "pthread_cond_init");

    pid_t child = fork();
    if (child == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (child == 0) {
        printf("child: done\n");
        check(pthread_cond_signal(&shared->done), "pthread_cond_signal"); /* Wrong: nobody waits yet. */
        exit(EXIT_SUCCESS);
    }
    if (waitpid(child, NULL, 0) == -1)
        perror("waitpid");
    rest(20);

    struct timespec limit;
    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_nsec += 200 * 1000 * 1000;
    if (limit.tv_nsec >= 1000 * 1000 * 1000) {
        limit.tv_sec++;
        limit.tv_nsec -= 1000 * 1000 * 1000;
    }
    check(pthread_mutex_lock(&shared->mutex), "pthread_mutex_lock");
    /* Stop 1: step over this line: it waits for what has been. */
    int error = pthread_cond_timedwait(&shared->done, &shared->mutex, &limit);
    if (error == ETIMEDOUT)
        printf("parent: nobody has signalled\n");
    else
        check(error, "pthread_cond_timedwait");
    check(pthread_mutex_unlock(&shared->mutex), "pthread_mutex_unlock");
    return EXIT_SUCCESS;
}
