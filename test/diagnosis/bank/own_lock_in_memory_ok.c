/*
 * own_lock_in_memory_ok.c: two children exclude each other by words in the memory itself (Peterson), and a flag tells that all is done.
 * memory: watched
 */
#define _GNU_SOURCE
#include <stdatomic.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    volatile int wants[2], turn;
    int counter;
    char text[50];
    atomic_int done;
};

static void count(struct shared *shared, int me) {
    for (int round = 0; round < 20; round++) {
        shared->wants[me] = 1;
        shared->turn = 1 - me;
        atomic_thread_fence(memory_order_seq_cst);
        while (shared->wants[1 - me] && shared->turn == 1 - me)
            ;
        shared->counter++;
        sprintf(shared->text, "round %d of child %d, and all that it has to say", round, me);
        atomic_thread_fence(memory_order_seq_cst);
        shared->wants[me] = 0;
    }
}

int main(void) {
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int child = 0; child < 2; child++) {
        if (fork() == 0) {
            count(shared, child);
            atomic_fetch_add_explicit(&shared->done, 1, memory_order_release);
            _exit(0);
        }
    }
    while (atomic_load_explicit(&shared->done, memory_order_acquire) < 2)
        usleep(100);
    printf("%d %s\n", shared->counter, shared->text);
    wait(NULL), wait(NULL);
    return 0;
}
