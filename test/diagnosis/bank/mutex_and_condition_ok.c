/*
 * mutex_and_condition_ok.c: children wait for a condition in shared memory, and count under its mutex, which is recursive.
 * memory: watched
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    pthread_mutex_t lock;
    pthread_cond_t begun;
    int has_begun, counter;
};

static void prepare(struct shared *shared) {
    pthread_mutexattr_t of_mutex;
    pthread_condattr_t of_condition;
    pthread_mutexattr_init(&of_mutex), pthread_condattr_init(&of_condition);
    pthread_mutexattr_setpshared(&of_mutex, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_settype(&of_mutex, PTHREAD_MUTEX_RECURSIVE);
    pthread_condattr_setpshared(&of_condition, PTHREAD_PROCESS_SHARED);
    pthread_mutex_init(&shared->lock, &of_mutex), pthread_cond_init(&shared->begun, &of_condition);
}

static void count(struct shared *shared) {
    pthread_mutex_lock(&shared->lock);
    while (!shared->has_begun)
        pthread_cond_wait(&shared->begun, &shared->lock);
    shared->counter++;
    pthread_mutex_unlock(&shared->lock);
}

int main(void) {
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    prepare(shared);
    for (int child = 0; child < 2; child++) {
        if (fork() == 0) {
            count(shared);
            _exit(0);
        }
    }
    pthread_mutex_lock(&shared->lock);
    shared->has_begun = 1;
    pthread_cond_broadcast(&shared->begun);
    pthread_mutex_unlock(&shared->lock);
    wait(NULL), wait(NULL);
    return shared->counter != 2;
}
