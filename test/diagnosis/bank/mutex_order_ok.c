/*
 * mutex_order_ok.c: two processes lock two mutexes in the same order.
 */

#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_mutex_t *mutex;

static void init(pthread_mutex_t *one)
{
    pthread_mutexattr_t shared;

    pthread_mutexattr_init(&shared);
    pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(one, &shared);
}

static void lock_both(void)
{
    for (int i = 0; i < 2; i++) pthread_mutex_lock(&mutex[i]);
    usleep(20000);
    for (int i = 1; i >= 0; i--) pthread_mutex_unlock(&mutex[i]);
    _exit(0);
}

int main(void)
{
    mutex = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 2; i++) init(&mutex[i]);
    if (fork() == 0) lock_both();
    if (fork() == 0) lock_both();
    while (wait(NULL) > 0) continue;
    return 0;
}
