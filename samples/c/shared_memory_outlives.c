/*
 * shared_memory_outlives.c: a segment that is there when all who used it are gone.
 *
 * What to watch for in the diagram:
 *   1. The writer makes a segment, writes into it and ends. Its line goes, the segment stays,
 *      with its bytes: it belongs to the kernel, not to a process.
 *   2. At that moment nobody has it attached, and nobody has a descriptor of it.
 *   3. The reader, which is no relative of the writer's memory, finds it by the key and reads
 *      what was written.
 *   4. Only shmctl(IPC_RMID) makes it go. Whoever forgets that leaves it until the machine
 *      is started anew: see broken_segment_left.c.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEGMENT_SIZE 4096

static char path[] = "/tmp/ipcscope-outlives-XXXXXX"; /* The file whose name all know. */

static void die(const char *call)
{
    perror(call);
    unlink(path);
    exit(EXIT_FAILURE);
}

static int find_segment(int flags)
{
    key_t key = ftok(path, 'o');
    if (key == -1)
        die("ftok");
    int segment = shmget(key, SEGMENT_SIZE, flags);
    if (segment == -1)
        die("shmget");
    return segment;
}

static char *attach(int segment, int flags)
{
    char *memory = shmat(segment, NULL, flags);
    if (memory == (void *) -1)
        die("shmat");
    return memory;
}

static void write_message(void)
{
    char *memory = attach(find_segment(IPC_CREAT | IPC_EXCL | 0600), 0);

    strcpy(memory, "written by a process that is gone");
    /* Stop 1 (writer): it ends without detaching and without removing. */
    exit(EXIT_SUCCESS);
}

static void read_message(void)
{
    int segment = find_segment(0);
    const char *memory = attach(segment, SHM_RDONLY);

    printf("reader: %s\n", memory);
    /* Stop 3 (reader): step: marked for deletion. The end of this process ends the segment. */
    if (shmctl(segment, IPC_RMID, NULL) == -1)
        die("shmctl");
    exit(EXIT_SUCCESS);
}

static void run(void (*what)(void))
{
    int status;
    pid_t child = fork();

    if (child == -1)
        die("fork");
    if (child == 0)
        what();
    if (waitpid(child, &status, 0) == -1 || status != 0)
        die("waitpid");
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    int file = mkstemp(path);
    if (file == -1)
        die("mkstemp");
    close(file);

    run(write_message);
    /* Stop 2 (parent): a segment that nobody uses. */
    run(read_message);
    unlink(path);
    return EXIT_SUCCESS;
}
