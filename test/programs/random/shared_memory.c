/*
 * System V shared memory. The processes know segments by places: those below PRIVATE have a key, which is of this run
 * alone; the others are made with IPC_PRIVATE. A segment outlives its processes, also killed ones, so its number is written
 * down. What a process has attached, it knows itself: that goes with an exec, as the attachments do.
 */
#define _GNU_SOURCE
#include "operation.h"
#include <sys/ipc.h>
#include <sys/shm.h>
#include <unistd.h>

enum { PRIVATE = 2, PLACES = 4, SLOTS = 4 };

static const char registry[] = "segments";
static char *attached[SLOTS];

/* For each place the segment's number, plus 1. */
static int *numbers_in_use(void)
{
    static int *segments;

    if (segments == NULL)
        segments = map_file(registry, PLACES * sizeof *segments);
    return segments;
}

static int segment_at(long place)
{
    return numbers_in_use()[place] - 1;
}

/* The process group is that of the first process, whose number no other run has at the same time. */
static key_t key_of(long place)
{
    return (key_t) ((long) shared->pids[0] * PRIVATE + place + 1);
}

OPERATION(shmget)
{
    long place = numbers[0];
    int *segments = numbers_in_use();
    int segment;

    if (place >= PRIVATE && segments[place] != 0)
        return; /* The number that is written down is the only way to that segment. */
    segment = shmget(place < PRIVATE ? key_of(place) : IPC_PRIVATE, (size_t) numbers[1], (int) numbers[2]);

    if (segment != -1)
        segments[place] = segment + 1;
}

/* At the page of the arena that is the last number, if that is not negative. */
OPERATION(shmat)
{
    char *at = numbers[3] < 0 ? NULL : arena_page(numbers[3]);
    char *memory = shmat(segment_at(numbers[0]), at, (int) numbers[2]);

    if (memory != (void *) -1)
        attached[numbers[1]] = memory;
}

OPERATION(shmdt)
{
    shmdt(attached[numbers[0]]);
}

OPERATION(shmset)
{
    struct shmid_ds status;

    if (shmctl(segment_at(numbers[0]), IPC_STAT, &status) == -1)
        return;
    status.shm_perm.mode = (unsigned short) numbers[1];
    shmctl(segment_at(numbers[0]), IPC_SET, &status);
}

OPERATION(shmctl)
{
    shmctl(segment_at(numbers[0]), (int) numbers[1], NULL);
}

/* A segment with a key may have been made although nobody lived to write down its number. */
ENDING(shared_memory)
{
    if (access(registry, F_OK) == -1)
        return;
    for (long place = 0; place < PLACES; place++) {
        int segment = place < PRIVATE && shared->pids[0] > 0 ? shmget(key_of(place), 0, 0) : segment_at(place);

        if (segment != -1)
            shmctl(segment, IPC_RMID, NULL);
    }
}
