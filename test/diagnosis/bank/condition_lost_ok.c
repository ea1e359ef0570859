/*
 * condition_lost_ok.c: condition_lost.c, with the number looked at before the wait.
 */
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t filled = PTHREAD_COND_INITIALIZER;
static int number;

static void *fill(void *unused)
{
    pthread_mutex_lock(&mutex);
    number = 42;
    pthread_cond_signal(&filled);
    pthread_mutex_unlock(&mutex);
    return unused;
}

int main(void)
{
    pthread_t filler;

    pthread_create(&filler, NULL, fill, NULL);
    pthread_join(filler, NULL);
    pthread_mutex_lock(&mutex);
    while (number == 0)
        pthread_cond_wait(&filled, &mutex);
    pthread_mutex_unlock(&mutex);
    return number == 42 ? 0 : 1;
}
