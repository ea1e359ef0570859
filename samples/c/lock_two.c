/*
 * lock_two.c: two programs add 1 to the number in a file, and take turns with flock().
 *
 * Each opens the file itself, so that each has an open file description of its own: a lock
 * of one excludes the other. (With an inherited descriptor both would have the same lock,
 * see lock.c.) The second begins when the first has the lock.
 *
 * What to watch for in the diagram:
 *   1. The card of the file says which program has the exclusive lock, and that the other
 *      waits for one.
 *   2. When the lock is given back, the one that waited has it, and reads what the first has
 *      written: no addition is lost.
 *   3. Shared locks do not exclude each other: in the end both programs may have one.
 */
#define _DEFAULT_SOURCE /* for flock */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-two-XXXXXX";

static void die(const char *call)
{
    perror(call);
    unlink(path);
    exit(EXIT_FAILURE);
}

static void lock(int fd, int operation)
{
    if (flock(fd, operation) == -1)
        die("flock");
}

static long number_in(int fd)
{
    char text[16] = "";
    if (pread(fd, text, sizeof text - 1, 0) == -1)
        die("pread");
    return strtol(text, NULL, 10);
}

static void add_one(int fd)
{
    char text[16];
    int length = snprintf(text, sizeof text, "%ld", number_in(fd) + 1);
    if (pwrite(fd, text, (size_t) length, 0) != length)
        die("pwrite");
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

/* One of the two programs. It says by the pipe that it has the lock. */
static void work(int told)
{
    int fd = open(path, O_RDWR);
    if (fd == -1)
        die("open");
    /* Stop 1 (second child): step. It waits, and the card of the file says for whom. */
    lock(fd, LOCK_EX);
    if (write(told, "!", 1) != 1)
        die("write");
    rest(200); /* The other waits in flock() meanwhile. */
    add_one(fd);
    /* Stop 2 (first child): step. Now the other has the lock. */
    lock(fd, LOCK_UN);
    /* Stop 3 (both): step. Both have a shared lock at the same time. */
    lock(fd, LOCK_SH);
    exit(EXIT_SUCCESS);
}

int main(void)
{
    int turn[2];
    char sign;
    pid_t programs[2];
    int fd = mkstemp(path);
    if (fd == -1)
        die("mkstemp");
    if (pipe(turn) == -1)
        die("pipe");
    for (int child = 0; child < 2; child++) {
        programs[child] = fork();
        if (programs[child] == -1)
            die("fork");
        if (programs[child] == 0)
            work(turn[1]);
        if (child == 0 && read(turn[0], &sign, 1) != 1)
            die("read");
    }
    for (int child = 0; child < 2; child++)
        waitpid(programs[child], NULL, 0);
    printf("two additions, and the number is %ld\n", number_in(fd));
    unlink(path);
    return EXIT_SUCCESS;
}
