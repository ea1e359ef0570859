/*
 * threads_lock_order.c: two threads lock two accounts in opposite orders, while main waits for both.
 * finding: IPC001, hangs
 * words: All of them have to lock the mutexes in the same order
 * lines: 28 44
 */
#include <pthread.h>
#include <stddef.h>

struct account {
    pthread_mutex_t mutex;
    int money;
};

struct transfer {
    struct account *from, *to;
};

static struct account accounts[2] = { { PTHREAD_MUTEX_INITIALIZER, 10 }, { PTHREAD_MUTEX_INITIALIZER, 20 } };
static pthread_barrier_t both_have_one;

static void *move(void *transfer)
{
    struct transfer *it = transfer;

    pthread_mutex_lock(&it->from->mutex);
    pthread_barrier_wait(&both_have_one);
    pthread_mutex_lock(&it->to->mutex);
    it->from->money--;
    it->to->money++;
    pthread_mutex_unlock(&it->to->mutex);
    pthread_mutex_unlock(&it->from->mutex);
    return NULL;
}

int main(void)
{
    struct transfer there = { &accounts[0], &accounts[1] }, back = { &accounts[1], &accounts[0] };
    pthread_t threads[2];

    pthread_barrier_init(&both_have_one, NULL, 2);
    pthread_create(&threads[0], NULL, move, &there);
    pthread_create(&threads[1], NULL, move, &back);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}
