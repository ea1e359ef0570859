/*
 * condition.c: a producer and a consumer, and a buffer with two places: a mutex and two conditions in shared memory.
 *
 * What to watch for in the diagram:
 *   1. The mutex is held for a moment only. It appears when somebody has to wait for it.
 *   2. The consumer finds nothing and waits at the condition "not empty". pthread_cond_wait()
 *      gives the mutex back while it waits.
 *   3. The producer puts something in and signals: it wakes the consumer, which locks the
 *      mutex again before it goes on.
 *   4. The producer finds both places taken and waits at the condition "not full".
 *   5. After each wait the condition is looked at again, in a loop: in between somebody
 *      else may have come (see broken_condition.c).
 * Objects in shared memory need the attribute PTHREAD_PROCESS_SHARED.
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

enum { PLACES = 2, ITEMS = 5 };

struct buffer {
    pthread_mutex_t mutex;
    pthread_cond_t not_empty, not_full;
    int items[PLACES], first, count;
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

static struct buffer *make_buffer(void)
{
    struct buffer *buffer = mmap(NULL, sizeof *buffer, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_mutexattr_t mutex;
    pthread_condattr_t condition;

    if (buffer == MAP_FAILED) {
        perror("mmap");
        exit(EXIT_FAILURE);
    }
    check(pthread_mutexattr_init(&mutex), "pthread_mutexattr_init");
    check(pthread_mutexattr_setpshared(&mutex, PTHREAD_PROCESS_SHARED), "pthread_mutexattr_setpshared");
    check(pthread_mutex_init(&buffer->mutex, &mutex), "pthread_mutex_init");
    check(pthread_condattr_init(&condition), "pthread_condattr_init");
    check(pthread_condattr_setpshared(&condition, PTHREAD_PROCESS_SHARED), "pthread_condattr_setpshared");
    check(pthread_cond_init(&buffer->not_empty, &condition), "pthread_cond_init");
    check(pthread_cond_init(&buffer->not_full, &condition), "pthread_cond_init");
    return buffer;
}

static void put(struct buffer *buffer, int item)
{
    check(pthread_mutex_lock(&buffer->mutex), "pthread_mutex_lock");
    while (buffer->count == PLACES)
        check(pthread_cond_wait(&buffer->not_full, &buffer->mutex), "pthread_cond_wait"); /* Stop here. */
    buffer->items[(buffer->first + buffer->count++) % PLACES] = item;
    check(pthread_mutex_unlock(&buffer->mutex), "pthread_mutex_unlock");
    check(pthread_cond_signal(&buffer->not_empty), "pthread_cond_signal");
}

static int take(struct buffer *buffer)
{
    check(pthread_mutex_lock(&buffer->mutex), "pthread_mutex_lock");
    while (buffer->count == 0)
        check(pthread_cond_wait(&buffer->not_empty, &buffer->mutex), "pthread_cond_wait"); /* Stop here. */
    int item = buffer->items[buffer->first];
    buffer->first = (buffer->first + 1) % PLACES;
    buffer->count--;
    check(pthread_mutex_unlock(&buffer->mutex), "pthread_mutex_unlock");
    check(pthread_cond_signal(&buffer->not_full), "pthread_cond_signal");
    return item;
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    struct buffer *buffer = make_buffer();

    pid_t consumer = fork();
    if (consumer == -1) {
        perror("fork");
        return EXIT_FAILURE;
    }
    if (consumer == 0) {
        printf("consumer: got %d\n", take(buffer));
        rest(120); /* Busy with it. Meanwhile the buffer fills up. */
        for (int i = 1; i < ITEMS; i++) {
            printf("consumer: got %d\n", take(buffer));
            rest(20);
        }
        exit(EXIT_SUCCESS);
    }

    /* Stop 1: the consumer waits for something to be there. */
    rest(50);
    put(buffer, 1);
    rest(20);

    /* Stop 2: the consumer is busy. Two items fit, the third has to wait. */
    for (int item = 2; item <= ITEMS; item++) {
        put(buffer, item);
        rest(5);
    }

    if (wait(NULL) == -1)
        perror("wait");
    return EXIT_SUCCESS;
}
