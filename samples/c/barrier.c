/*
 * barrier.c: three processes that meet after each step: pthread_barrier_wait().
 *
 * What to watch for in the diagram:
 *   1. Who comes to the barrier waits there: 1 of 3, 2 of 3.
 *   2. The last to come does not wait. It wakes all the others at once.
 *   3. The barrier is ready again at once, for the next step.
 *   4. pthread_barrier_wait() returns PTHREAD_BARRIER_SERIAL_THREAD to one of them, no
 *      matter which: that one may do what only one should do.
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS = 3, STEPS = 2 };

static void check(int error, const char *call)
{
    if (error == 0)
        return;
    fprintf(stderr, "%s: %s\n", call, strerror(error));
    exit(EXIT_FAILURE);
}

static void work(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

struct shared {
    pthread_barrier_t barrier;
    int steps;
};

static void worker(struct shared *shared, int number)
{
    for (int step = 0; step < STEPS; step++) {
        /* Another one is the slowest in each step. */
        work(20 + 40 * ((number + step) % WORKERS));
        int result = pthread_barrier_wait(&shared->barrier); /* Stop here: who is there already? */
        if (result == PTHREAD_BARRIER_SERIAL_THREAD)
            shared->steps++; /* One of them counts. */
        else
            check(result, "pthread_barrier_wait");
    }
    exit(EXIT_SUCCESS);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    pthread_barrierattr_t attributes;
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED) {
        perror("mmap");
        return EXIT_FAILURE;
    }
    check(pthread_barrierattr_init(&attributes), "pthread_barrierattr_init");
    check(pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED), "pthread_barrierattr_setpshared");
    check(pthread_barrier_init(&shared->barrier, &attributes, WORKERS), "pthread_barrier_init");

    pid_t children[WORKERS];
    for (int number = 0; number < WORKERS; number++) {
        children[number] = fork();
        if (children[number] == -1) {
            perror("fork");
            return EXIT_FAILURE;
        }
        if (children[number] == 0)
            worker(shared, number);
    }
    for (int number = 0; number < WORKERS; number++)
        if (waitpid(children[number], NULL, 0) == -1)
            perror("waitpid");
    printf("all have done %d steps\n", shared->steps);
    return EXIT_SUCCESS;
}
