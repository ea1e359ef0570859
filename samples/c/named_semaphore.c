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

static void customer(const char *who, long comes)
{
    rest(comes);
    sem_t *tables = sem_open(name, 0); /* Another program would find it in the same way. */
    if (tables == SEM_FAILED)
        die("sem_open");
    if (sem_wait(tables) == -1)
        die("sem_wait");
    printf("%s: has a table\n", who);
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

    const char *names[] = { "Anna", "Bert" };
    for (int i = 0; i < 2; i++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0)
            customer(names[i], 30 + 40 * i);
    }
    rest(120);

    /* Stop 1: no table is free. Anna and Bert wait, in this order. */
    printf("owner: opens one table\n");
    if (sem_post(tables) == -1)
        die("sem_post");

    for (int i = 0; i < 2; i++)
        if (wait(NULL) == -1)
            die("wait");

    /* Stop 2: Bert has put his table back. Nobody waits: this makes no system call. */
    if (sem_wait(tables) == -1)
        die("sem_wait");
    printf("owner: closes\n");
    if (sem_unlink(name) == -1)
        die("sem_unlink");
    return EXIT_SUCCESS;
}
