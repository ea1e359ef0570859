/*
 * mutex_order.c: two processes lock two mutexes in opposite orders.
 * finding: IPC001, hangs
 * words: All of them have to lock the mutexes in the same order
 * lines: 31 31 44
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

static void lock_both(int first, int reader, int writer)
{
    char c;

    pthread_mutex_lock(&mutex[first]);
    write(writer, "x", 1);
    read(reader, &c, 1); /* The other has its first one, too. */
    pthread_mutex_lock(&mutex[1 - first]);
    _exit(0);
}

int main(void)
{
    int up[2], down[2];

    mutex = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int i = 0; i < 2; i++) init(&mutex[i]);
    pipe(up), pipe(down);
    if (fork() == 0) lock_both(0, down[0], up[1]);
    if (fork() == 0) lock_both(1, up[0], down[1]);
    while (wait(NULL) > 0) continue;
    return 0;
}
