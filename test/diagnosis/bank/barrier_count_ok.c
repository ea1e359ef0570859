/*
 * barrier_count_ok.c: barrier_count.c, whose first thread comes to the barrier, too.
 */
#include <pthread.h>
#include <stddef.h>

enum { workers = 3, parties = workers + 1 };

static pthread_barrier_t all_are_there;

static void *work(void *result)
{
    pthread_barrier_wait(&all_are_there);
    return result;
}

int main(void)
{
    pthread_t threads[workers];

    pthread_barrier_init(&all_are_there, NULL, parties);
    for (int i = 0; i < workers; i++)
        pthread_create(&threads[i], NULL, work, NULL);
    pthread_barrier_wait(&all_are_there);
    for (int i = 0; i < workers; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
