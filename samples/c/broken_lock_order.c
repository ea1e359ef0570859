/*
 * broken_lock_order.c: two processes take the same two semaphores, but in different order. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. Each semaphore is a lock: 1 is free, 0 is taken.
 *   2. The first child takes the account of Anna, then wants that of Bert. The second takes
 *      that of Bert, then wants that of Anna.
 *   3. Each has what the other waits for: both semaphores are 0, both children stand in the
 *      queue of the set, and nobody is left who could add anything. This is a deadlock.
 *   4. The parent ends it after a while by removing the set: who waits for it gets EIDRM.
 * What would be right: both in the same order, or both with one call of semop().
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ANNA, BERT, ACCOUNTS, ON_THE_WAY = ACCOUNTS, SEMAPHORES }; /* A lock for each account, and who has not come so far. */

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

    if (semop(set, &operation, 1) == 0)
        return;
    if (errno != EIDRM)
        die("semop");
    printf("a transfer is given up\n");
    exit(EXIT_SUCCESS);
}

static void lock(int account)
{
    operate(account, -1);
}

static void unlock(int account)
{
    operate(account, +1);
}

static pid_t start_transfer(int from, int to)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child > 0)
        return child;
    lock(from);
    operate(ON_THE_WAY, -1);
    operate(ON_THE_WAY, 0); /* Bad luck, made certain: at this moment the other takes its first lock, too. */
    lock(to);               /* Stop here, in both children. */
    printf("transfer from %d to %d\n", from, to);
    unlock(to);
    unlock(from);
    exit(EXIT_SUCCESS);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    owner = getpid();
    set = semget(IPC_PRIVATE, SEMAPHORES, 0600);
    unsigned short values[SEMAPHORES] = { 1, 1, 2 };
    if (set == -1 || semctl(set, 0, SETALL, values) == -1)
        die("semget, semctl");

    pid_t children[] = { start_transfer(ANNA, BERT), start_transfer(BERT, ANNA) };
    operate(ON_THE_WAY, 0);
    nanosleep(&(struct timespec){ 0, 100 * 1000 * 1000 }, NULL);

    /* Stop here: nobody can go on. */
    printf("the accounts are %d and %d\n", semctl(set, ANNA, GETVAL), semctl(set, BERT, GETVAL));
    if (semctl(set, 0, IPC_RMID) == -1)
        die("semctl");
    for (int child = 0; child < 2; child++)
        waitpid(children[child], NULL, 0);
    return EXIT_SUCCESS;
}
