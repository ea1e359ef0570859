/*
 * rendezvous.c: two processes that meet: neither goes on before the other has come to the same place.
 *
 * What to watch for in the diagram:
 *   1. Each has a semaphore of its own, with the value 0. It adds 1 to the other's ("I am
 *      here") and takes 1 from its own ("are you?").
 *   2. Who comes first waits at its own semaphore. The other's adding wakes it.
 *   3. Whoever comes second finds 1 and does not wait at all.
 *   4. After each meeting both semaphores are 0 again, ready for the next.
 *   5. Swap the two lines of meet() in both processes, and each waits for the other for ever.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ANNA, BERT, SEMAPHORES };
enum { MEETINGS = 3 };

static int set = -1;
static pid_t owner;

static void die(const char *call)
{
    perror(call);
    if (getpid() == owner && set != -1)
        semctl(set, 0, IPC_RMID);
    exit(EXIT_FAILURE);
}

static void operate(int semaphore, int change)
{
    struct sembuf operation = { (unsigned short) semaphore, (short) change, 0 };

    if (semop(set, &operation, 1) == -1)
        die("semop");
}

static void meet(int self, int other)
{
    operate(other, +1); /* I am here. */
    operate(self, -1);  /* Stop here: is the other here, too? */
}

static void work(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

int main(void)
{
    owner = getpid();
    set = semget(IPC_PRIVATE, SEMAPHORES, 0600);
    if (set == -1)
        die("semget");

    pid_t bert = fork();
    if (bert == -1)
        die("fork");
    if (bert == 0) {
        for (int meeting = 0; meeting < MEETINGS; meeting++) {
            work(meeting % 2 == 0 ? 5 : 60); /* Bert comes first to some meetings, and last to others. */
            meet(BERT, ANNA);
        }
        exit(EXIT_SUCCESS);
    }
    for (int meeting = 1; meeting <= MEETINGS; meeting++) {
        work(30);
        meet(ANNA, BERT);
        printf("meeting %d\n", meeting);
    }
    int status;
    if (waitpid(bert, &status, 0) == -1 || semctl(set, 0, IPC_RMID) == -1)
        die("waitpid, semctl");
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
