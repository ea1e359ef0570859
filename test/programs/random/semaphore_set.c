/*
 * System V semaphore sets. The processes know them by places: those below PRIVATE have a key, which is of this run alone;
 * the others are made with IPC_PRIVATE. A set outlives its processes, also killed ones, so its number is written down.
 */
#define _GNU_SOURCE
#include "operation.h"
#include <sys/ipc.h>
#include <sys/sem.h>
#include <unistd.h>

enum { PRIVATE = 2, PLACES = 4, SEMAPHORES = 3 };

static const char registry[] = "semaphores";

/* For each place the set's number, plus 1. */
static int *numbers_in_use(void)
{
    static int *sets;

    if (sets == NULL)
        sets = map_file(registry, PLACES * sizeof *sets);
    return sets;
}

static int set_at(long place)
{
    return numbers_in_use()[place] - 1;
}

/* The process group is that of the first process, whose number no other run has at the same time. */
static key_t key_of(long place)
{
    return (key_t) ((long) shared->pids[0] * PRIVATE + place + 1);
}

OPERATION(semget)
{
    long place = numbers[0];
    int *sets = numbers_in_use();
    int set;

    if (place >= PRIVATE && sets[place] != 0)
        return; /* The number that is written down is the only way to that set. */
    set = semget(place < PRIVATE ? key_of(place) : IPC_PRIVATE, (int) numbers[1], (int) numbers[2]);

    if (set != -1)
        sets[place] = set + 1;
}

/* The place, and up to three operations: in the bits from 32 the semaphore plus 1, from 16 the change, below the flags. */
OPERATION(semop)
{
    struct sembuf operations[MAX_NUMBERS - 1];
    size_t count = 0;

    for (; count < MAX_NUMBERS - 1 && numbers[count + 1] != 0; count++) {
        long number = numbers[count + 1];

        operations[count] = (struct sembuf){ (unsigned short) ((number >> 32) - 1), (short) (number >> 16), (short) number };
    }
    semop(set_at(numbers[0]), operations, count);
}

OPERATION(semset)
{
    semctl(set_at(numbers[0]), (int) numbers[1], SETVAL, (int) numbers[2]);
}

OPERATION(semsetall)
{
    unsigned short values[SEMAPHORES] = { (unsigned short) numbers[1], (unsigned short) numbers[2], (unsigned short) numbers[3] };

    semctl(set_at(numbers[0]), 0, SETALL, values);
}

OPERATION(semget_all)
{
    unsigned short values[SEMAPHORES];

    semctl(set_at(numbers[0]), 0, GETALL, values);
}

OPERATION(semmode)
{
    struct semid_ds status;

    if (semctl(set_at(numbers[0]), 0, IPC_STAT, &status) == -1)
        return;
    status.sem_perm.mode = (unsigned short) numbers[1];
    semctl(set_at(numbers[0]), 0, IPC_SET, &status);
}

OPERATION(semrm)
{
    semctl(set_at(numbers[0]), 0, IPC_RMID);
}

/* A set with a key may have been made although nobody lived to write down its number. */
ENDING(semaphore_sets)
{
    if (access(registry, F_OK) == -1)
        return;
    for (long place = 0; place < PLACES; place++) {
        int set = place < PRIVATE && shared->pids[0] > 0 ? semget(key_of(place), 0, 0) : set_at(place);

        if (set != -1)
            semctl(set, 0, IPC_RMID);
    }
}
