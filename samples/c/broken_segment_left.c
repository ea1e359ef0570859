/*
 * broken_segment_left.c: a segment that nobody removes.
 *
 * What is wrong: the program (the child here) makes a segment, uses it and ends. It detaches
 * the segment, and takes that for removing it. Each run leaves another segment behind, until
 * the machine is started anew or has no more room for segments.
 *
 * What to watch for in the diagram:
 *   1. shmdt() takes the line away, and the segment stays.
 *   2. The end of the process closes descriptors and unmaps memory. It removes no System V
 *      object: those have no owner among the processes.
 *   3. The parent does what a person has to do then: it finds the segment (ipcs -m lists it)
 *      and removes it (ipcrm -m NUMBER).
 *
 * How it is repaired: shmctl(segment, IPC_RMID, NULL) right after shmat(). The segment then
 * goes with the last process that has it attached: see shared_memory_private.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-left-XXXXXX"; /* The file that gives the key. */

static void die(const char *call)
{
    perror(call);
    unlink(path);
    exit(EXIT_FAILURE);
}

static int find_segment(int flags)
{
    key_t key = ftok(path, 'l');
    if (key == -1)
        die("ftok");
    int segment = shmget(key, 4096, flags);
    if (segment == -1)
        die("shmget");
    return segment;
}

/* The program with the mistake. */
static void leave_a_segment(void)
{
    int segment = find_segment(IPC_CREAT | IPC_EXCL | 0600);
    char *memory = shmat(segment, NULL, 0);
    if (memory == (void *) -1)
        die("shmat");
    strcpy(memory, "forgotten");
    /* Stop 1 (child): step: the line is gone, the segment is not. */
    shmdt(memory);
    exit(EXIT_SUCCESS);
}

int main(void)
{
    struct shmid_ds status;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int file = mkstemp(path);
    if (file == -1)
        die("mkstemp");
    close(file);
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0)
        leave_a_segment();
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");

    /* Stop 2 (parent): the process has ended, and its segment is there. */
    int segment = find_segment(0);
    if (shmctl(segment, IPC_STAT, &status) == -1)
        die("shmctl");
    printf("a segment of %zu bytes, attached by %lu\n", (size_t) status.shm_segsz, (unsigned long) status.shm_nattch);
    char *memory = shmat(segment, NULL, SHM_RDONLY);
    if (memory == (void *) -1)
        die("shmat");
    printf("what is in it: %s\n", memory);
    shmdt(memory);
    if (shmctl(segment, IPC_RMID, NULL) == -1)
        die("shmctl");
    unlink(path);
    return EXIT_SUCCESS;
}
