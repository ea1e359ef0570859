/* A debugger in a program that sees shared memory through variables with types. */
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum kind { PLAIN, FRAGILE };

struct order {
    int number;
    double price;
};

struct ring {
    int head, tail;
    volatile uint16_t flags;
    unsigned many : 3;
    enum kind kind;
    char name[8];
    long items[3];
    struct {
        signed char level;
        unsigned char low : 4;
        struct ring *next;
    } state;
    union {
        float share;
        unsigned raw;
    };
    struct order orders[3];
    pthread_mutex_t lock;
    sem_t rooms[2];
};

static long *global_counter;

static void put(struct ring *place)
{
    place->items[1] = -2;
    place->tail = 1; /* Breakpoint: put. */
}

int main(void)
{
    char *memory = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct ring *ring = (struct ring *) memory;
    struct ring own = { .head = 3 };
    struct ring *private = &own;

    global_counter = (long *) (memory + 4096);
    strcpy(ring->name, "orders");
    ring->flags = 65535;
    ring->kind = FRAGILE;
    ring->state.level = -1;
    ring->share = 0.5;
    ring->orders[0].number = private->head;
    ring->orders[1].price = 2.5;
    *global_counter = 7; /* Breakpoint: main. */
    if (fork() == 0) {
        put(ring);
        return 0;
    }
    wait(NULL);
    return 0;
}
