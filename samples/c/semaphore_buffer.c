/*
 * semaphore_buffer.c: two producers, a consumer and a bounded buffer, in the textbook's way: three semaphores and shared memory.
 *
 * What to watch for in the diagram:
 *   1. FREE counts the free places of the buffer, FULL the filled ones, and MUTEX is 1 while
 *      nobody is inside. FREE and FULL together are never more than there are places.
 *   2. Both producers are faster. When the buffer is full, they stand in the queue at FREE.
 *   3. Each item that the consumer takes adds 1 to FREE and wakes one of them: the first.
 *   4. At the end the consumer waits for FULL, until the parent puts in what says "no more".
 *   5. MUTEX is taken with SEM_UNDO: a process that is killed inside does not lock out the others.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MUTEX, FREE, FULL, SEMAPHORES };
enum { PLACES = 3, ITEMS = 5, PRODUCERS = 2, LAST = -1 };

struct buffer {
    int items[PLACES];
    unsigned in, out; /* Of all items that were put in and taken out. */
};

static int set = -1, segment = -1;
static pid_t owner;

static void clean_up(void)
{
    if (getpid() != owner)
        return;
    if (set != -1)
        semctl(set, 0, IPC_RMID);
    if (segment != -1)
        shmctl(segment, IPC_RMID, NULL);
}

static void die(const char *call)
{
    perror(call);
    clean_up();
    exit(EXIT_FAILURE);
}

static void operate(int semaphore, int change, int flags)
{
    struct sembuf operation = { (unsigned short) semaphore, (short) change, (short) flags };

    if (semop(set, &operation, 1) == -1)
        die("semop");
}

static void work(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static void put(struct buffer *buffer, int item)
{
    operate(FREE, -1, 0); /* Stop here: is there a place? */
    operate(MUTEX, -1, SEM_UNDO);
    buffer->items[buffer->in++ % PLACES] = item;
    operate(MUTEX, +1, SEM_UNDO);
    operate(FULL, +1, 0);
}

static int take(struct buffer *buffer)
{
    operate(FULL, -1, 0); /* Stop here: is there an item? */
    operate(MUTEX, -1, SEM_UNDO);
    int item = buffer->items[buffer->out++ % PLACES];
    operate(MUTEX, +1, SEM_UNDO);
    operate(FREE, +1, 0);
    return item;
}

static pid_t start_child(void)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    return child;
}

int main(void)
{
    owner = getpid();
    set = semget(IPC_PRIVATE, SEMAPHORES, 0600);
    segment = shmget(IPC_PRIVATE, sizeof(struct buffer), 0600);
    if (set == -1 || segment == -1)
        die("semget, shmget");
    struct buffer *buffer = shmat(segment, NULL, 0);
    if (buffer == (void *) -1)
        die("shmat");
    unsigned short values[SEMAPHORES] = { [MUTEX] = 1, [FREE] = PLACES, [FULL] = 0 };
    if (semctl(set, 0, SETALL, values) == -1)
        die("semctl");

    pid_t producers[PRODUCERS];
    for (int producer = 0; producer < PRODUCERS; producer++) {
        producers[producer] = start_child();
        if (producers[producer] > 0)
            continue;
        for (int item = 1; item <= ITEMS; item++)
            put(buffer, producer * ITEMS + item);
        exit(EXIT_SUCCESS);
    }
    pid_t consumer = start_child();
    if (consumer == 0) {
        int sum = 0;
        for (int item = take(buffer); item != LAST; item = take(buffer)) {
            sum += item;
            work(10);
        }
        exit(sum);
    }
    for (int producer = 0; producer < PRODUCERS; producer++)
        if (waitpid(producers[producer], NULL, 0) == -1)
            die("waitpid");
    put(buffer, LAST);

    int status;
    if (waitpid(consumer, &status, 0) == -1)
        die("waitpid");
    printf("sum of all items: %d\n", WEXITSTATUS(status));
    clean_up();
    return EXIT_SUCCESS;
}
