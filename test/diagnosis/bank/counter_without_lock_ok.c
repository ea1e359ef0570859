/*
 * counter_without_lock_ok.c: a semaphore in the same memory lets one child count at a time; a third counts with an atomic instruction.
 * memory: watched
 */
#define _DEFAULT_SOURCE
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct counters {
    sem_t lock;
    int counter, others;
};

int main(void)
{
    struct counters *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sem_init(&shared->lock, 1, 1);
    for (int child = 0; child < 2; child++) {
        if (fork() == 0) {
            sem_wait(&shared->lock);
            shared->counter++;
            sem_post(&shared->lock);
            __atomic_add_fetch(&shared->others, 1, __ATOMIC_RELAXED);
            _exit(0);
        }
    }
    __atomic_add_fetch(&shared->others, 1, __ATOMIC_RELAXED);
    wait(NULL), wait(NULL);
    return shared->counter != 2 || shared->others != 3;
}
