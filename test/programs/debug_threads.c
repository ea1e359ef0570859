/*
 * debug_threads.c: eight threads run the same function at once; the second half of them
 * ends before the others have begun their last part.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define THREADS 8

static pthread_barrier_t all_started;
static volatile int visits[THREADS];
static volatile int watched;

static void visit(int number)
{
    visits[number] = visits[number] + 1; /* Mark: every thread. */
    visits[number] = visits[number] * 2;
    visits[number] = visits[number] + 3;
}

static void *run(void *argument)
{
    int number = (int) (long) argument;

    pthread_barrier_wait(&all_started);
    visit(number);
    if (number == 5)
        watched = 17; /* Mark: one thread stores. */
    return NULL;
}

int main(void)
{
    pthread_t threads[THREADS];
    int sum = 0;

    pthread_barrier_init(&all_started, NULL, THREADS + 1);
    for (long i = 0; i < THREADS; i++) /* Mark: no thread yet. */
        if (pthread_create(&threads[i], NULL, run, (void *) i) != 0)
            return EXIT_FAILURE;
    pthread_barrier_wait(&all_started);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    for (int i = 0; i < THREADS; i++) /* Mark: all threads have ended. */
        sum += visits[i];
    printf("sum %d\n", sum);
    return EXIT_SUCCESS;
}
