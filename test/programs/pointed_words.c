/*
 * Waits, each with a time limit, at words in shared memory to which variables lead: of the program, of a function further out, of a
 * block within a function, and only one that points to the word alone.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

struct ring {
    long turns;
    pthread_mutex_t lock;
    sem_t rooms[2];
};
struct hall {
    sem_t doors[3];
};
static struct ring *shared;

static struct timespec soon(void)
{
    struct timespec limit;

    clock_gettime(CLOCK_REALTIME, &limit);
    limit.tv_nsec += 60 * 1000 * 1000;
    if (limit.tv_nsec >= 1000 * 1000 * 1000) {
        limit.tv_sec++;
        limit.tv_nsec -= 1000 * 1000 * 1000;
    }
    return limit;
}

static void enter(sem_t *semaphore)
{
    struct timespec limit = soon();

    sem_timedwait(semaphore, &limit);
}

static void lock(void)
{
    struct timespec limit = soon();

    pthread_mutex_timedlock(&shared->lock, &limit);
}

static void visit(struct hall *place)
{
    enter(&place->doors[2]);
    {
        struct ring *place = (struct ring *) (void *) shared;

        place->turns++;
    }
}

static void *new_memory(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED) {
        perror("mmap");
        exit(EXIT_FAILURE);
    }
    return memory;
}

static sem_t *make_alone(void)
{
    sem_t *alone = new_memory(sizeof *alone);

    sem_init(alone, 1, 0);
    return alone;
}

int main(void)
{
    sem_t *alone = make_alone();

    shared = new_memory(sizeof *shared);
    pthread_mutex_init(&shared->lock, NULL);
    pthread_mutex_lock(&shared->lock);
    lock();
    enter(&shared->rooms[1]);
    {
        struct hall *hall = new_memory(sizeof *hall);

        visit(hall);
        enter(&hall->doors[1]);
    }
    enter(alone);
    return EXIT_SUCCESS;
}
