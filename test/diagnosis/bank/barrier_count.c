/*
 * barrier_count.c: a barrier for four threads, to which only three come.
 * finding: IPC001, hangs
 * words: As many have to come to a barrier as it was made for
 * lines: 16 28
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
    for (int i = 0; i < workers; i++)
        pthread_join(threads[i], NULL);
    return 0;
}
