/*
 * mapping.c: memory that stands for files and other objects, in the ways that have rules of their own (mmap(2), munmap(2),
 * mremap(2), mprotect(2), msync(2), madvise(2)): what is cut, moved, replaced, inherited, and what keeps the object. Ends
 * with 1 when a result is not the expected one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

static char path[] = "/tmp/ipcscope-mapping-XXXXXX";
static char shm_name[64];

static void clean_up(void)
{
    unlink(path);
    shm_unlink(shm_name);
}

/* A result that is an error is its negative number. */
static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    clean_up();
    _exit(EXIT_FAILURE);
}

static char *map(void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
    char *memory = mmap(address, length, protection, flags, fd, offset);

    if (memory == MAP_FAILED)
        expect(-1, 0, "mmap");
    return memory;
}

static void wait_for(pid_t child)
{
    int status;

    if (child == -1 || waitpid(child, &status, 0) == -1)
        expect(-1, 0, "a child");
    expect(status, 0, "the status of a child");
}

static int new_file(void)
{
    int fd = mkstemp(path);

    if (fd == -1 || ftruncate(fd, 8 * PAGE) == -1)
        expect(-1, 0, "a file");
    return fd;
}

/* Shared and private, whole and in part, with a descriptor and without. */
static void files(int fd)
{
    char *shared = map(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *part = map(NULL, PAGE + 1, PROT_READ, MAP_SHARED_VALIDATE, fd, PAGE);
    char *private = map(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
    int reader = open(path, O_RDONLY);

    strcpy(shared + PAGE, "seen");
    expect(strcmp(part, "seen"), 0, "the other mapping");
    strcpy(private + PAGE, "mine");
    expect(strcmp(part, "seen"), 0, "what a private mapping hides");
    expect(mmap(NULL, PAGE, PROT_WRITE, MAP_SHARED, reader, 0) == MAP_FAILED ? -errno : 0, -EACCES, "writing without the right to");
    char *read_only = map(NULL, PAGE, PROT_READ, MAP_SHARED, reader, 0);
    expect(mprotect(read_only, PAGE, PROT_READ | PROT_WRITE), -EACCES, "the same by mprotect");
    close(reader);
    expect(munmap(read_only, PAGE), 0, "munmap");
    expect(munmap(shared + PAGE, PAGE), 0, "munmap in the middle");
    expect(munmap(shared, 4 * PAGE), 0, "munmap of both rests");
    expect(munmap(part, 1), 0, "munmap of what fills a page in part");
    expect(munmap(part + PAGE, PAGE), 0, "munmap of the rest");
    expect(munmap(private, 4 * PAGE), 0, "munmap of the copy");
    expect(munmap(private, 4 * PAGE), 0, "munmap of nothing");
}

/* Protections of parts, and calls that fail in the middle. */
static void protections(int fd)
{
    char *memory = map(NULL, 6 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    expect(mprotect(memory + PAGE, PAGE, PROT_READ), 0, "the second page");
    expect(mprotect(memory + 2 * PAGE, PAGE, PROT_READ), 0, "and the third");
    expect(mprotect(memory + 4 * PAGE, 2 * PAGE, PROT_NONE), 0, "the last two");
    expect(mprotect(memory, 6 * PAGE, PROT_READ | PROT_WRITE), 0, "all of them");
    expect(munmap(memory + 3 * PAGE, PAGE), 0, "a hole");
    expect(mprotect(memory + PAGE, 4 * PAGE, PROT_READ), -ENOMEM, "over a hole");
    expect(mprotect(memory, 3 * PAGE, PROT_READ | PROT_EXEC), 0, "once more");
    expect(mprotect(memory + 4 * PAGE, 2 * PAGE, PROT_READ | PROT_EXEC), 0, "behind the hole");
    expect(munmap(memory, 6 * PAGE), 0, "munmap of all");
}

/* Other lengths and other places. */
static void moves(int fd)
{
    char *memory = map(NULL, 8 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    char *place;

    expect(remap_file_pages(memory + PAGE, 2 * PAGE, 0, 5, 0), 0, "other pages of the file");
    expect(remap_file_pages(memory + PAGE, 2 * PAGE, 0, 1, 0), 0, "and their own again");
    expect(mremap(memory, 8 * PAGE, 4 * PAGE, 0) == memory, 1, "shorter");
    expect(mremap(memory, 4 * PAGE, 6 * PAGE, 0) == memory, 1, "longer again");
    place = map(NULL, 8 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    char *moved = mremap(memory + PAGE, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, place + PAGE);
    expect(moved == place + PAGE, 1, "two pages elsewhere");
    char *longer = mremap(memory + 3 * PAGE, 3 * PAGE, 5 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, place + 3 * PAGE);
    expect(longer == place + 3 * PAGE, 1, "three that become five");
    char *twice = mremap(longer, 0, 2 * PAGE, MREMAP_MAYMOVE);
    expect(twice != MAP_FAILED && twice != longer, 1, "a second mapping of the same pages");
    strcpy(longer, "both");
    expect(strcmp(twice, "both"), 0, "the same bytes");
    char *kept = mremap(twice, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_DONTUNMAP);
    if (kept != MAP_FAILED) /* Since Linux 5.13 for shared memory. */
        expect(munmap(kept, 2 * PAGE), 0, "munmap of a third");
    expect(munmap(twice, 2 * PAGE), 0, "munmap of the second");
    char *mine = map(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    expect(mremap(mine, PAGE, PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, place + PAGE) == place + PAGE, 1, "private memory over it");
    expect(munmap(place, 8 * PAGE), 0, "munmap of the place");
    expect(munmap(memory, 8 * PAGE), 0, "munmap of the rest");
}

/* What takes the place of something. */
static void replacements(int fd)
{
    char *memory = map(NULL, 5 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    map(memory + PAGE, PAGE, PROT_READ, MAP_SHARED | MAP_FIXED, fd, 3 * PAGE);
    map(memory + 2 * PAGE, PAGE, PROT_READ, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
    map(memory + 3 * PAGE, PAGE, PROT_READ, MAP_SHARED | MAP_FIXED | MAP_ANONYMOUS, -1, 0);
    expect(mmap(memory, PAGE, PROT_READ, MAP_SHARED | MAP_FIXED_NOREPLACE, fd, 0) == MAP_FAILED ? -errno : 0, -EEXIST,
           "MAP_FIXED_NOREPLACE");
    map(memory + 4 * PAGE, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED, fd, 0);
    expect(munmap(memory, 5 * PAGE), 0, "munmap of all");
}

/* What a fork copies, and what not. */
static void inheritance(int fd)
{
    char *shared = map(NULL, 4 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    char *file = map(NULL, 3 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    expect(madvise(file + PAGE, PAGE, MADV_DONTFORK), 0, "MADV_DONTFORK");
    pid_t child = fork();
    if (child == 0) {
        strcpy(shared, "from the child");
        expect(munmap(shared + PAGE, PAGE), 0, "munmap in the child");
        expect(msync(file, PAGE, MS_SYNC), 0, "msync");
        expect(msync(file, 3 * PAGE, MS_ASYNC), -ENOMEM, "msync over what it does not have");
        _exit(0);
    }
    wait_for(child);
    expect(strcmp(shared, "from the child"), 0, "what the child wrote");
    expect(madvise(file, 3 * PAGE, MADV_DOFORK), 0, "MADV_DOFORK");
    child = fork();
    if (child == 0)
        _exit(msync(file, 3 * PAGE, MS_ASYNC) == 0 ? 0 : 1);
    wait_for(child);
    child = vfork();
    if (child == 0) {
        munmap(shared + 2 * PAGE, PAGE);
        _exit(0);
    }
    wait_for(child);
    expect(munmap(shared, 4 * PAGE), 0, "munmap");
    expect(munmap(file, 3 * PAGE), 0, "munmap");
}

/* Memory without a name in a file system, and with one in memory alone. */
static void objects(void)
{
    int memory_file = memfd_create("scratch", MFD_CLOEXEC);
    int zero = open("/dev/zero", O_RDWR);

    snprintf(shm_name, sizeof shm_name, "/ipcscope-mapping-%d", (int) getpid());
    int named = shm_open(shm_name, O_RDWR | O_CREAT | O_EXCL, 0600);
    expect(memory_file == -1 || zero == -1 || named == -1, 0, "descriptors");
    expect(ftruncate(memory_file, PAGE) | ftruncate(named, PAGE), 0, "ftruncate");
    char *one = map(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, memory_file, 0);
    char *two = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, named, 0);
    char *three = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, zero, 0);
    char *four = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, zero, 0);
    char *five = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, zero, 0);
    close(memory_file);
    close(named);
    close(zero);
    expect(shm_unlink(shm_name), 0, "shm_unlink");
    strcpy(two, "still there");
    expect(strcmp(two, "still there"), 0, "what has neither name nor descriptor");
    one[0] = three[0] = four[0] = five[0] = 1;
    expect(munmap(one, 2 * PAGE) | munmap(two, PAGE) | munmap(three, PAGE) | munmap(four, PAGE) | munmap(five, PAGE), 0, "munmap");
}

static int reopen(const char *what, long number)
{
    char name[64];
    snprintf(name, sizeof name, what, (long) getppid(), number);
    int fd = open(name, O_RDWR);

    expect(fd == -1, 0, name);
    return fd;
}

/* One file, opened and mapped by its name, another name, a descriptor of another process, and a mapping: one object. */
static void several_ways(void)
{
    int memory_file = memfd_create("again", MFD_CLOEXEC), named, linked;

    named = shm_open(shm_name, O_RDWR | O_CREAT | O_EXCL, 0600);
    expect(ftruncate(memory_file, PAGE) | ftruncate(named, PAGE), 0, "ftruncate");
    char *one = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, memory_file, 0);
    char *two = map(NULL, PAGE, PROT_READ, MAP_SHARED, named, 0);
    linked = shm_open(shm_name, O_RDWR, 0);
    expect(shm_unlink(shm_name), 0, "shm_unlink");
    expect(write(linked, "hello", 5), 5, "write");
    pid_t child = fork();
    if (child == 0) {
        int again = reopen("/proc/%ld/fd/%ld", memory_file);
        char *mine = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, again, 0);
        close(again);
        strcpy(mine, "from the child");
        expect(msync(mine, PAGE, MS_SYNC), 0, "msync");
        _exit(EXIT_SUCCESS);
    }
    wait_for(child);
    expect(strcmp(one, "from the child") | strncmp(two, "hello", 5), 0, "what others wrote");
    close(memory_file);
    close(named);
    close(linked);
    expect(munmap(one, PAGE) | munmap(two, PAGE), 0, "munmap");
}

/* A file that loses its name while it is mapped. */
static void nameless(int fd)
{
    char *memory = map(NULL, 9 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

    close(fd);
    expect(unlink(path), 0, "unlink");
    strcpy(memory, "no name");
    pid_t child = fork();
    if (child == 0)
        _exit(strcmp(memory, "no name"));
    wait_for(child);
    expect(munmap(memory, 9 * PAGE), 0, "munmap");
}

static void *map_and_unmap(void *unused)
{
    for (int i = 0; i < 20; i++) {
        char *memory = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

        memory[0] = 1;
        munmap(memory, PAGE);
    }
    return unused;
}

/* The kernel gives the same addresses again, to whoever comes first. */
static void threads(void)
{
    pthread_t others[3];

    for (int i = 0; i < 3; i++)
        pthread_create(&others[i], NULL, map_and_unmap, NULL);
    for (int i = 0; i < 3; i++)
        pthread_join(others[i], NULL);
}

int main(void)
{
    int fd = new_file();

    files(fd);
    protections(fd);
    moves(fd);
    replacements(fd);
    inheritance(fd);
    objects();
    several_ways();
    threads();
    nameless(fd);
    return EXIT_SUCCESS;
}
