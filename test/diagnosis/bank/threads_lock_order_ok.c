/*
 * threads_lock_order_ok.c: threads_lock_order.c, with one order for all.
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

static void *move(void *transfer)
{
    struct transfer *it = transfer;
    struct account *first = it->from < it->to ? it->from : it->to, *second = it->from < it->to ? it->to : it->from;

    pthread_mutex_lock(&first->mutex);
    pthread_mutex_lock(&second->mutex);
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

    pthread_create(&threads[0], NULL, move, &there);
    pthread_create(&threads[1], NULL, move, &back);
    pthread_join(threads[0], NULL);
    pthread_join(threads[1], NULL);
    return 0;
}
