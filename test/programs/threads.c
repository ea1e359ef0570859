/*
 * threads.c: eight threads increment one counter under a mutex.
 * Argument: increments of each thread (default 1000). Prints the total.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 8

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static long total;
static long increments = 1000;

static void die(const char *call, int error)
{
    fprintf(stderr, "%s: error %d\n", call, error);
    exit(EXIT_FAILURE);
}

static void *increment(void *unused)
{
    (void) unused;
    for (long i = 0; i < increments; i++) {
        pthread_mutex_lock(&mutex);
        total = total + 1; /* Breakpoint: every thread. */
        pthread_mutex_unlock(&mutex);
    }
    return NULL;
}

int main(int argc, char *argv[])
{
    pthread_t threads[THREADS];

    if (argc > 1)
        increments = atol(argv[1]);

    for (int i = 0; i < THREADS; i++) {
        int error = pthread_create(&threads[i], NULL, increment, NULL);
        if (error != 0)
            die("pthread_create", error);
    }
    for (int i = 0; i < THREADS; i++) {
        int error = pthread_join(threads[i], NULL);
        if (error != 0)
            die("pthread_join", error);
    }
    printf("total %ld\n", total);
    return EXIT_SUCCESS;
}
