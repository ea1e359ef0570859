/*
 * semaphore_set.c: a System V semaphore set that guards a printer and counts its paper.
 *
 * What to watch for in the diagram:
 *   1. A new set has 0 in every semaphore; SETALL gives all of them a value at once.
 *   2. semop() takes the printer and some paper in one step: all or nothing.
 *   3. IPC_NOWAIT makes an error (EAGAIN) of waiting.
 *   4. Who cannot have all of it waits, and takes nothing meanwhile. The queue is on the card.
 *   5. SEM_UNDO: the kernel notes what a process has taken. The second child ends without
 *      giving the printer back; its end does that for it. What it used of the paper is gone.
 *   6. The printer is there again, and still the third child waits: now for paper.
 *   7. An operation with 0 waits until a semaphore is 0: here, until there is no paper.
 *   8. Nobody uses the set any more, and still it is there, until IPC_RMID removes it.
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

enum { PRINTER, PAPER, READY, GO, SEMAPHORES }; /* The semaphores of the set. */

static int set = -1;
static pid_t owner;

/* The set does not go with its process: somebody must remove it. */
static void clean_up(void)
{
    if (getpid() == owner && set != -1)
        semctl(set, 0, IPC_RMID);
}

static void die(const char *call)
{
    perror(call);
    clean_up();
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

/* One operation alone. */
static void operate(int semaphore, int change, int flags)
{
    struct sembuf operation = { (unsigned short) semaphore, (short) change, (short) flags };

    if (semop(set, &operation, 1) == -1)
        die("semop");
}

/* A printer and sheets of paper at once, or neither. The printer comes back by itself when the process ends. */
static void take_printer(int sheets)
{
    struct sembuf both[] = {
        { PRINTER, -1, SEM_UNDO },
        { PAPER, (short) -sheets, 0 },
    };

    if (semop(set, both, 2) == -1)
        die("semop");
}

static pid_t start_child(void)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    return child;
}

static void wait_for(pid_t child)
{
    int status;

    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (status != 0) {
        fprintf(stderr, "a child has failed\n");
        clean_up();
        exit(EXIT_FAILURE);
    }
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    owner = getpid();

    set = semget(IPC_PRIVATE, SEMAPHORES, 0600);
    if (set == -1)
        die("semget");
    unsigned short values[SEMAPHORES] = { 1, 10, 0, 0 };
    if (semctl(set, 0, SETALL, values) == -1)
        die("semctl");

    /* Stop 1: a printer and ten sheets of paper. */
    pid_t first = start_child();
    if (first == 0) {
        take_printer(4);
        printf("first: has the printer and 4 sheets\n");
        operate(PRINTER, +1, SEM_UNDO); /* Gives it back: nothing is left to undo. */
        exit(EXIT_SUCCESS);
    }
    wait_for(first);

    pid_t second = start_child();
    if (second == 0) {
        take_printer(5);
        printf("second: has the printer and 5 sheets\n");
        operate(READY, +1, 0);
        operate(GO, -1, 0);
        exit(EXIT_SUCCESS); /* Forgets the printer. Its end gives it back. */
    }
    operate(READY, -1, 0);

    /* Stop 2: the printer is taken, and what the second child's end would undo stands on the card. */
    struct sembuf at_once = { PRINTER, -1, IPC_NOWAIT };
    if (semop(set, &at_once, 1) == -1 && errno == EAGAIN)
        printf("parent: the printer is taken\n");

    pid_t third = start_child();
    if (third == 0) {
        take_printer(2);
        printf("third: has the printer and 2 sheets\n");
        exit(EXIT_SUCCESS);
    }
    rest(100);

    /* Stop 3: the third child waits for the printer. */
    operate(GO, +1, 0);
    wait_for(second);

    /* Stop 4: the printer is back, but the third child wants two sheets, and there is one. */
    printf("parent: printers %d, sheets %d\n", semctl(set, PRINTER, GETVAL), semctl(set, PAPER, GETVAL));
    operate(PAPER, +1, 0);
    operate(PAPER, 0, 0); /* Waits until the third child has taken the last sheets. */
    wait_for(third);

    /* Stop 5: its end gave the printer back, the paper is used up, and the set is still there. */
    printf("parent: printers %d, sheets %d\n", semctl(set, PRINTER, GETVAL), semctl(set, PAPER, GETVAL));
    if (semctl(set, 0, IPC_RMID) == -1)
        die("semctl");
    set = -1;
    return EXIT_SUCCESS;
}
