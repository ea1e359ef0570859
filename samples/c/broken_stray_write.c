/*
 * broken_stray_write.c: a process writes one place too far in shared memory, into what is
 * another's. A classic mistake.
 *
 * Watch memory here: the eye on the segment's card, or ipcscope record --watch-memory. Loads
 * and stores are no system calls; without it only the bytes that changed are seen.
 *
 * What to watch for in the diagram:
 *   1. Two children share one segment. Each has four places in it for its results.
 *   2. Anna writes 90, 80, 70 and 60 into hers, one event for each, with its line.
 *   3. Bert writes five: his last store is at 16, where Anna's places begin. Her 90 is gone,
 *      and the event says who did it, at which line, and what was there before.
 *   4. The parent reads what is left. It cannot tell that anything is wrong.
 * How it is repaired: place < PLACES in the loop. Who may write where is for the programs to
 * keep: the kernel only knows who has the segment.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BERT, ANNA, PEOPLE, PLACES = 4 };

static volatile int *results;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* Stop 1 (each child): step, and see one store after the other. */
static void note(int who, int first, int last)
{
    for (int place = 0; place <= last; place++)
        results[who * PLACES + place] = first - 10 * place;
}

static void run(int who, int first, int last)
{
    pid_t child = fork();

    if (child == -1)
        die("fork");
    if (child == 0) {
        note(who, first, last);
        exit(EXIT_SUCCESS);
    }
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
}

int main(void)
{
    int segment = shmget(IPC_PRIVATE, PEOPLE * PLACES * sizeof *results, 0600);
    if (segment == -1)
        die("shmget");
    results = shmat(segment, NULL, 0);
    if (results == (void *) -1)
        die("shmat");
    if (shmctl(segment, IPC_RMID, NULL) == -1)
        die("shmctl");

    run(ANNA, 90, PLACES - 1);
    run(BERT, 50, PLACES); /* The mistake: places are counted from 0. */

    /* Stop 2 (parent): Anna's first result is Bert's fifth. */
    int best = results[ANNA * PLACES];
    printf("Anna's first result is %d\n", best);
    return EXIT_SUCCESS;
}
