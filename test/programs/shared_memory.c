/*
 * shared_memory.c: System V shared memory in the ways that have rules of their own (shmget(2), shmop(2), shmctl(2),
 * ipc/shm.c): errors, addresses, what fork, vfork, exec and exit do to attachments, what is cut out of one, and when a
 * segment goes. Ends with 1 when a result is not the expected one. Whoever finds that removes the segments.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096
#define SIZE (3 * PAGE + 100) /* Four pages in memory. */

static int segments[2] = { -1, -1 };

static void remove_segments(void)
{
    for (int i = 0; i < 2; i++)
        if (segments[i] != -1)
            shmctl(segments[i], IPC_RMID, NULL);
}

/* A result that is an error is its negative number. */
static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    remove_segments();
    _exit(EXIT_FAILURE);
}

static int make(key_t key, int flags)
{
    int segment = shmget(key, SIZE, flags | 0600);

    if (segment == -1)
        expect(segment, 0, "shmget");
    return segment;
}

static char *attach(int segment, void *address, int flags)
{
    char *memory = shmat(segment, address, flags);

    if (memory == (void *) -1)
        expect(-1, 0, "shmat");
    return memory;
}

static long attached(int segment)
{
    struct shmid_ds status;

    expect(shmctl(segment, IPC_STAT, &status), 0, "IPC_STAT");
    return (long) status.shm_nattch;
}

static void wait_for(pid_t child)
{
    int status;

    if (child == -1 || waitpid(child, &status, 0) == -1)
        expect(-1, 0, "a child");
    expect(status, 0, "the status of a child");
}

static void errors(void)
{
    struct shmid_ds status;

    expect(shmget(IPC_PRIVATE, 0, 0600), -EINVAL, "a segment without bytes");
    expect(shmat(12345678, NULL, 0) == (void *) -1 ? -errno : 0, -EINVAL, "attaching what is not there");
    expect(shmdt("nowhere"), -EINVAL, "detaching what is not attached");
    expect(shmctl(segments[0], IPC_STAT, &status), 0, "IPC_STAT");
    expect((long) status.shm_segsz, SIZE, "the size");
}

static void keys(void)
{
    key_t key = (key_t) (0x49000000 | (getpid() & 0xffffff));

    segments[1] = make(key, IPC_CREAT | IPC_EXCL);
    expect(shmget(key, SIZE, IPC_CREAT | IPC_EXCL | 0600), -EEXIST, "IPC_EXCL");
    expect(shmget(key, 0, 0), segments[1], "the same key");
    expect(shmget(key, SIZE + 1, 0), -EINVAL, "more bytes than it has");
    expect(shmget(key, SIZE, IPC_CREAT | 0600), segments[1], "IPC_CREAT of one that is there");
    expect(shmctl(segments[1], IPC_RMID, NULL), 0, "IPC_RMID");
    expect(shmget(key, 0, 0), -ENOENT, "the key of one that is gone");
    segments[1] = -1;
}

static void addresses(void)
{
    char *memory = attach(segments[0], NULL, 0);
    char *view = attach(segments[0], NULL, SHM_RDONLY);
    char *code = attach(segments[0], NULL, SHM_EXEC);

    memcpy(memory + SIZE - 4, "end", 4);
    expect(strcmp(view + SIZE - 4, "end"), 0, "the bytes at the other address");
    expect(shmdt(view + PAGE), -EINVAL, "detaching in the middle");
    expect(attach(segments[0], memory + 123, SHM_REMAP | SHM_RND) == memory, 1, "SHM_REMAP and SHM_RND");
    expect(attached(segments[0]), 3, "attachments");
    expect(shmat(segments[0], memory, 0) == (void *) -1 ? -errno : 0, -EINVAL, "over another one");
    expect(shmdt(code), 0, "shmdt");
    expect(shmdt(view), 0, "shmdt");
    expect(shmdt(memory), 0, "shmdt");
    expect(attached(segments[0]), 0, "attachments");
}

static int share(void *segment)
{
    attach(*(int *) segment, NULL, 0);
    return 0;
}

/* What is inherited, shared, and dropped. */
static void processes(const char *program)
{
    static char stack[1 << 16] __attribute__((aligned(16)));
    char *memory = attach(segments[0], NULL, 0);
    pid_t child = fork();

    if (child == 0) {
        expect(attached(segments[0]), 2, "attachments after a fork");
        expect(shmdt(memory), 0, "shmdt in the child");
        attach(segments[0], NULL, SHM_RDONLY);
        _exit(0);
    }
    wait_for(child);
    expect(attached(segments[0]), 1, "attachments after an exit");

    child = fork();
    if (child == 0)
        execl(program, program, "executed", NULL);
    wait_for(child);

    child = vfork();
    if (child == 0)
        execl(program, program, "executed", NULL);
    wait_for(child);

    child = clone(share, stack + sizeof stack, CLONE_VM | CLONE_VFORK | SIGCHLD, &segments[0]);
    wait_for(child);
    expect(attached(segments[0]), 2, "what a child attached that shares the memory");
    expect(shmdt(memory), 0, "shmdt");
}

/* Attachments are mappings: other calls cut them, and shmdt takes away the pieces that are left (ipc/shm.c, ksys_shmdt). */
static void pieces(void)
{
    segments[1] = make(IPC_PRIVATE, 0);
    char *memory = attach(segments[1], NULL, 0);

    expect(munmap(memory + PAGE, PAGE), 0, "munmap of the second page");
    expect(attached(segments[1]), 2, "two pieces");
    expect(mprotect(memory + 3 * PAGE, PAGE, PROT_READ), 0, "mprotect of the last page");
    expect(attached(segments[1]), 3, "three pieces");
    expect(shmdt(memory), 0, "shmdt of all of them");
    expect(attached(segments[1]), 0, "none");

    memory = attach(segments[1], NULL, 0);
    expect(munmap(memory, PAGE), 0, "munmap of the first page");
    expect(shmdt(memory), 0, "shmdt of the rest");

    /* Other pages of the segment in a place: shmdt knows what is left by its place, and leaves the others. */
    memory = attach(segments[1], NULL, 0);
    expect(remap_file_pages(memory + PAGE, PAGE, 0, 3, 0), 0, "the last page in the place of the second");
    expect(attached(segments[1]), 3, "before, instead and behind");
    expect(remap_file_pages(memory + 2 * PAGE, PAGE, 0, 0, 0), 0, "the first page in the place of the third");
    expect(attached(segments[1]), 4, "four pieces");
    expect(remap_file_pages(memory + PAGE, PAGE, 0, 1, 0), 0, "the second page in its own place again");
    expect(attached(segments[1]), 3, "it belongs to the first again");
    expect(shmdt(memory), 0, "shmdt of what is in its place");
    expect(attached(segments[1]), 1, "the page in another place");
    expect(shmdt(memory + 2 * PAGE), 0, "which is where an attachment would begin");
    expect(attached(segments[1]), 0, "none");
    expect(shmctl(segments[1], IPC_RMID, NULL), 0, "IPC_RMID");
    segments[1] = -1;
}

static void deletion(void)
{
    struct shmid_ds status;

    segments[1] = make(IPC_PRIVATE, 0);
    char *memory = attach(segments[1], NULL, 0);
    expect(shmctl(segments[1], IPC_RMID, NULL), 0, "IPC_RMID");
    expect(shmctl(segments[1], IPC_STAT, &status), 0, "IPC_STAT of one that is marked");
    char *again = attach(segments[1], NULL, SHM_RDONLY);
    expect(shmctl(segments[1], IPC_RMID, NULL), 0, "IPC_RMID again");
    expect(shmdt(memory), 0, "shmdt");
    expect(shmdt(again), 0, "the last shmdt");
    expect(shmctl(segments[1], IPC_STAT, &status), -EINVAL, "IPC_STAT of one that is gone");
    segments[1] = -1;
}

static void changes(void)
{
    struct shmid_ds status;

    expect(shmctl(segments[0], IPC_STAT, &status), 0, "IPC_STAT");
    status.shm_perm.mode = 0640;
    expect(shmctl(segments[0], IPC_SET, &status), 0, "IPC_SET");
    if (shmctl(segments[0], SHM_LOCK, NULL) == 0) /* It needs a privilege, or room below RLIMIT_MEMLOCK. */
        expect(shmctl(segments[0], SHM_UNLOCK, NULL), 0, "SHM_UNLOCK");
}

int main(int argc, char *argv[])
{
    if (argc > 1)
        return 0; /* Executed by itself: it has no attachment any more. */
    segments[0] = make(IPC_PRIVATE, 0);
    errors();
    keys();
    addresses();
    processes(argv[0]);
    changes();
    expect(shmctl(segments[0], IPC_RMID, NULL), 0, "IPC_RMID");
    segments[0] = -1;
    deletion();
    pieces();
    return EXIT_SUCCESS;
}
