/*
 * named_semaphore.c: two programs that know nothing of each other but a name: sem_open().
 *
 * What to watch for in the diagram:
 *   1. A named semaphore is a small file below /dev/shm, which both map. It is known by its
 *      name.
 *   2. sem_wait() at 0 waits: the semaphore appears, with who waits in its queue.
 *   3. sem_post() wakes one who waits; it is told who woke whom.
 *   4. sem_post() when nobody waits, and sem_wait() above 0, make no system call at all.
 *   5. sem_unlink() takes away the name. Who has it open goes on using it.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char name[40];
static pid_t owner;

static void die(const char *call)
{
    perror(call);
    if (getpid() == owner)
        sem_unlink(name);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static void customer(long comes)
{
    rest(comes);
    sem_t *tables = sem_open(name, 0); /* Another program would find it in the same way. */
    if (tables == SEM_FAILED)
        die("sem_open");
    if (sem_wait(tables) == -1)
        die("sem_wait");
    printf("customer: has a table\n");
    rest(40);
    if (sem_post(tables) == -1)
        die("sem_post");
    exit(EXIT_SUCCESS);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    owner = getpid();
    snprintf(name, sizeof name, "/ipcscope-tables-%d", (int) owner);
    sem_t *tables = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
    if (tables == SEM_FAILED)
        die("sem_open");

    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == -1)
            die("fork");
        if (children[i] == 0)
            customer(30 + 40 * i);
    }
    rest(120);

    /* Stop 1: no table is free. Both customers wait, in the order in which they came. */
    printf("owner: opens one table\n");
    if (sem_post(tables) == -1)
        die("sem_post");

    for (int i = 0; i < 2; i++)
        if (waitpid(children[i], NULL, 0) == -1)
            die("waitpid");

    /* Stop 2: both have put their table back. Nobody waits: this makes no system call. */
    if (sem_wait(tables) == -1)
        die("sem_wait");
    printf("owner: closes\n");
    if (sem_unlink(name) == -1)
        die("sem_unlink");
    return EXIT_SUCCESS;
}
