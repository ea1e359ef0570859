/*
 * shared_memory.c: two processes that find a System V shared memory segment by a key.
 *
 * What to watch for in the diagram:
 *   1. shmget() makes a segment. It has a number and a key, but nobody can use its bytes yet:
 *      no line leads to it.
 *   2. shmat() puts the segment into the address space of the process: the dashed line has an
 *      address and what is allowed there (rw-). No descriptor is involved.
 *   3. The child inherits the attachment. It also finds the segment by the same key and
 *      attaches it a second time, at another address and to read only (r--). There it sees
 *      what the parent has written, although neither of them made a system call for it.
 *   4. shmctl(IPC_RMID) marks the segment for deletion. It goes only when the last process
 *      has detached it.
 *   5. Detaching, and the end of a process, take lines away. With the last one the segment
 *      is gone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEGMENT_SIZE 1024

static char path[] = "/tmp/ipcscope-segment-XXXXXX"; /* The file whose name all know. */
static int segment = -1;
static pid_t owner;

/* Neither the segment nor the file goes with its process: somebody must remove them. */
static void clean_up(void)
{
    if (getpid() != owner)
        return;
    if (segment != -1)
        shmctl(segment, IPC_RMID, NULL);
    segment = -1;
    unlink(path);
}

static void die(const char *call)
{
    perror(call);
    clean_up();
    exit(EXIT_FAILURE);
}

static int find_segment(int flags)
{
    key_t key = ftok(path, 'm');
    if (key == -1)
        die("ftok");
    int number = shmget(key, SEGMENT_SIZE, flags);
    if (number == -1)
        die("shmget");
    return number;
}

static char *attach(int flags)
{
    char *memory = shmat(segment, NULL, flags);
    if (memory == (void *) -1)
        die("shmat");
    return memory;
}

static void detach(const char *memory)
{
    if (shmdt(memory) == -1)
        die("shmdt");
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    int file = mkstemp(path);
    if (file == -1)
        die("mkstemp");
    close(file);
    owner = getpid();

    segment = find_segment(IPC_CREAT | IPC_EXCL | 0600);

    /* Stop 1 (parent): a segment that nobody has attached. */
    char *memory = attach(0);
    strcpy(memory, "counter=41");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        /* Stop 2 (child): fork has copied the attachment of the parent. */
        segment = find_segment(0);
        const char *view = attach(SHM_RDONLY);
        /* Stop 3 (child): the same bytes at two addresses. */
        printf("child: %s\n", view);
        detach(view);
        exit(EXIT_SUCCESS);
    }
    int status;
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    memory[9] = '2';
    printf("parent: %s\n", memory);

    /* Stop 4 (parent): it is marked for deletion, and there as long as it is attached. */
    if (shmctl(segment, IPC_RMID, NULL) == -1)
        die("shmctl");
    segment = -1;
    printf("parent: %s, marked for deletion\n", memory);
    detach(memory);

    clean_up();
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
