/*
 * broken_semaphore_order.c: two processes take the same two POSIX semaphores in different order. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. Each semaphore is a lock: 1 is free, 0 is taken. Taking a free one makes no system
 *      call: nothing is seen of that.
 *   2. The first child has the fork and wants the knife; the second has the knife and wants
 *      the fork. Both wait, each at another semaphore, and nobody is left who could post:
 *      a deadlock.
 *   3. A semaphore knows no owner. With mutexes instead, the cards would say who has which.
 *   4. The parent ends it after a while with a signal.
 * What would be right: both take them in the same order.
 */
#define _GNU_SOURCE
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct table {
    sem_t fork, knife;
    atomic_int ready; /* How many have their first. */
};

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static void take(sem_t *semaphore)
{
    if (sem_wait(semaphore) == -1) /* Stop here: the second time it waits. */
        die("sem_wait");
}

static void eat(struct table *table, const char *who, sem_t *first, sem_t *second)
{
    take(first);
    table->ready++;
    while (table->ready < 2) /* Without this it goes wrong too, but not always. */
        rest(10);
    take(second);
    printf("%s: eats\n", who);
    sem_post(second);
    sem_post(first);
    exit(EXIT_SUCCESS);
}

int main(void)
{
    struct table *table = mmap(NULL, sizeof *table, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (table == MAP_FAILED)
        die("mmap");
    if (sem_init(&table->fork, 1, 1) == -1 || sem_init(&table->knife, 1, 1) == -1)
        die("sem_init");

    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == -1)
            die("fork");
        if (children[i] != 0)
            continue;
        if (i == 0)
            eat(table, "Anna", &table->fork, &table->knife);
        eat(table, "Bert", &table->knife, &table->fork);
    }
    rest(200);

    /* Stop 1: a deadlock. Both children wait. */
    printf("nobody eats\n");
    for (int i = 0; i < 2; i++) {
        kill(children[i], SIGTERM);
        if (waitpid(children[i], NULL, 0) == -1)
            die("waitpid");
    }
    return EXIT_SUCCESS;
}
