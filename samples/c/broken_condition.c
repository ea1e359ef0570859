/*
 * broken_condition.c: "if" instead of "while" around pthread_cond_wait(). A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. Two consumers wait at the condition for something to be there.
 *   2. The producer puts in one thing, and wakes both (pthread_cond_broadcast()).
 *   3. The first to get the mutex takes the thing. The second gets the mutex after it, does
 *      not look again, and takes what is not there: the count is -1.
 * What would be right: while (count == 0) pthread_cond_wait(…). It was woken does not mean
 * that it is so: others may come in between, and the C library may wake too many.
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
    pthread_mutex_t mutex;
    pthread_cond_t not_empty;
    int count;
    int waiting; /* Who has come so far. */
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

static void consumer(struct shared *shared, long comes)
{
    rest(comes);
    check(pthread_mutex_lock(&shared->mutex), "pthread_mutex_lock");
    shared->waiting++;
    if (shared->count == 0) /* Wrong: it looks once only. */
        check(pthread_cond_wait(&shared->not_empty, &shared->mutex), "pthread_cond_wait");
    shared->count--; /* Stop 2: how many are there? */
    if (shared->count < 0)
        printf("consumer: took what is not there\n");
    rest(20);
    check(pthread_mutex_unlock(&shared->mutex), "pthread_mutex_unlock");
    exit(EXIT_SUCCESS);
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
    check(pthread_cond_init(&shared->not_empty, &condition), "pthread_cond_init");

    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (children[i] == 0)
            consumer(shared, 20 + 40 * i);
    }
    for (;;) {
        check(pthread_mutex_lock(&shared->mutex), "pthread_mutex_lock");
        if (shared->waiting == 2)
            break;
        check(pthread_mutex_unlock(&shared->mutex), "pthread_mutex_unlock");
        rest(40);
    }

    /* Stop 1: both consumers wait at the condition. */
    shared->count++;
    check(pthread_cond_broadcast(&shared->not_empty), "pthread_cond_broadcast");
    rest(40); /* Both are awake now, and want the mutex. */
    check(pthread_mutex_unlock(&shared->mutex), "pthread_mutex_unlock");

    for (int i = 0; i < 2; i++)
        if (waitpid(children[i], NULL, 0) == -1)
            perror("waitpid");
    printf("producer: one thing put in, %d left\n", shared->count);
    return EXIT_SUCCESS;
}
