/*
 * contention.c: processes that hammer one mutex in shared memory, for the measurements: contention [PROCESSES [ROUNDS]]. Each round
 * changes a counter in a way that loses counts if two do it at once. Prints the count.
 */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
    pthread_mutex_t mutex;
    long count;
} *shared;

static void hammer(long rounds)
{
    for (long round = 0; round < rounds; round++) {
        pthread_mutex_lock(&shared->mutex);
        long before = shared->count;
        sched_yield(); /* Lets others come and find it locked. */
        shared->count = before + 1;
        pthread_mutex_unlock(&shared->mutex);
    }
}

int main(int argc, char *argv[])
{
    long processes = argc > 1 ? atol(argv[1]) : 4, rounds = argc > 2 ? atol(argv[2]) : 1000;
    pthread_mutexattr_t attributes;

    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        return EXIT_FAILURE;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&shared->mutex, &attributes);
    for (long i = 0; i < processes; i++) {
        pid_t child = fork();
        if (child == -1)
            return EXIT_FAILURE;
        if (child == 0) {
            hammer(rounds);
            _exit(EXIT_SUCCESS);
        }
    }
    for (long i = 0; i < processes; i++)
        wait(NULL);
    printf("%ld\n", shared->count);
    return EXIT_SUCCESS;
}
