/*
 * mutex_thread_ended.c: a thread ends while it has the mutex; no other process is there.
 * finding: IPC006, hangs
 * words: A thread of p1 has ended with the mutex
 * lines: 27
 */
#include <pthread.h>
#include <stddef.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static void *work(void *result)
{
    pthread_mutex_lock(&mutex);
    if (result == NULL)
        return NULL; /* as after an error */
    pthread_mutex_unlock(&mutex);
    return result;
}

int main(void)
{
    pthread_t thread;

    pthread_create(&thread, NULL, work, NULL);
    pthread_join(thread, NULL);
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    return 0;
}
