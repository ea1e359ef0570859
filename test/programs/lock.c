/*
 * lock.c: locks in the ways that have rules of their own (flock(2), fcntl(2), fs/locks.c): ranges that split and join, conversion,
 * closing another descriptor, fork, dup, exec, description-owned ranges, who waits, a circle. Ends with 1 when a result is not the expected
 * one.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-lock-XXXXXX";

static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    unlink(path);
    exit(EXIT_FAILURE);
}

static void rest(void)
{
    struct timespec duration = { 0, 50 * 1000 * 1000 };

    while (nanosleep(&duration, &duration) == -1)
        continue;
}

static int set(int fd, int command, int type, int whence, off_t start, off_t length)
{
    struct flock lock = { .l_type = (short) type, .l_whence = (short) whence, .l_start = start, .l_len = length };

    return fcntl(fd, command, &lock);
}

static void ranges(int fd)
{
    expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 10, 20), 0, "write lock");
    expect(set(fd, F_SETLK, F_UNLCK, SEEK_SET, 15, 5), 0, "a hole");
    expect(set(fd, F_SETLK, F_RDLCK, SEEK_SET, 12, 2), 0, "converted");
    expect(set(fd, F_SETLK, F_RDLCK, SEEK_SET, 14, 3), 0, "joined");
    expect(set(fd, F_SETLK, F_RDLCK, SEEK_SET, 0, 12), 0, "joined at the other side");
    lseek(fd, 40, SEEK_SET);
    expect(set(fd, F_SETLK, F_WRLCK, SEEK_CUR, 2, 0), 0, "to the end");
    expect(set(fd, F_SETLK, F_UNLCK, SEEK_SET, 50, 1), 0, "a hole before the end");
    expect(set(fd, F_SETLK, F_RDLCK, SEEK_END, -5, 3), 0, "from the end of the file");
    expect(set(fd, F_SETLK, F_RDLCK, SEEK_SET, 100, -10), 0, "backwards");
    expect(set(fd, F_SETLK, F_RDLCK, SEEK_SET, -1, 1), -EINVAL, "before the start");
    expect(set(fd, F_SETLK, F_UNLCK, SEEK_SET, 0, 0), 0, "all");
}

/* Any close of the file by the process is enough. */
static void lost(int fd)
{
    expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 0, 10), 0, "write lock");
    int other = open(path, O_RDONLY);
    expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 20, 10), 0, "another");
    close(other);
    pid_t child = fork();
    if (child == 0) { /* It did not inherit it, and nobody has it any more. */
        expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 5, 1), 0, "the child's");
        _exit(EXIT_SUCCESS);
    }
    expect(waitpid(child, NULL, 0), child, "waitpid");
    expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 0, 10), 0, "write lock");
    expect(dup2(fd, 60), 60, "dup2");
    close(60);
    expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 0, 1), 0, "write lock");
    expect(set(fd, F_SETLK, F_UNLCK, SEEK_SET, 0, 0), 0, "all");
}

static void of_descriptions(int fd)
{
    int other = open(path, O_RDWR), copy = dup(fd);

    expect(flock(fd, LOCK_EX), 0, "exclusive");
    expect(flock(other, LOCK_SH | LOCK_NB), -EWOULDBLOCK, "shared meanwhile");
    expect(flock(copy, LOCK_SH), 0, "converted by the copy");
    expect(flock(other, LOCK_SH), 0, "shared");
    expect(set(fd, F_OFD_SETLK, F_WRLCK, SEEK_SET, 0, 5), 0, "a range of the description");
    expect(set(other, F_OFD_SETLK, F_RDLCK, SEEK_SET, 0, 5), -EAGAIN, "of the other");
    expect(set(other, F_SETLK, F_RDLCK, SEEK_SET, 3, 5), -EAGAIN, "of the process");
    expect(set(other, F_OFD_SETLK, F_RDLCK, SEEK_SET, 5, 5), 0, "beside it");
    close(copy);
    expect(flock(other, LOCK_EX | LOCK_NB), -EWOULDBLOCK, "a conversion that fails");
    expect(flock(fd, LOCK_EX), 0, "converted, since the other has lost its lock");
    expect(flock(other, LOCK_UN), 0, "nothing to unlock");
    expect(flock(fd, LOCK_SH), 0, "converted");
    expect(flock(other, LOCK_SH), 0, "shared again");
    pid_t waiter = fork();
    if (waiter == 0) { /* It gives up what its parent had by this description too. */
        expect(flock(other, LOCK_EX), 0, "a conversion that waits");
        _exit(EXIT_SUCCESS);
    }
    rest();
    expect(flock(fd, LOCK_UN), 0, "unlock");
    expect(waitpid(waiter, NULL, 0), waiter, "waitpid");
    expect(flock(other, LOCK_UN), 0, "unlock");
    pid_t child = fork();
    if (child == 0) {
        close(other);
        rest();
        _exit(EXIT_SUCCESS);
    }
    close(other); /* The child has it. */
    expect(waitpid(child, NULL, 0), child, "waitpid");
    expect(set(fd, F_OFD_SETLK, F_UNLCK, SEEK_SET, 2, 1), 0, "a hole");
    expect(set(fd, F_OFD_SETLK, F_UNLCK, SEEK_SET, 0, 0), 0, "all");
    expect(flock(fd, LOCK_UN), 0, "unlock");
    expect(flock(fd, LOCK_UN), 0, "unlock nothing");
}

/* Each has one and asks for the other's: the second is refused. */
static void circle(int fd)
{
    expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 0, 1), 0, "the first");
    pid_t child = fork();
    if (child == 0) {
        expect(set(fd, F_SETLK, F_WRLCK, SEEK_SET, 1, 1), 0, "the second");
        expect(set(fd, F_SETLKW, F_WRLCK, SEEK_SET, 0, 1), 0, "the first, later");
        _exit(EXIT_SUCCESS);
    }
    rest();
    rest();
    expect(set(fd, F_SETLKW, F_WRLCK, SEEK_SET, 1, 1), -EDEADLK, "the circle");
    expect(set(fd, F_SETLK, F_UNLCK, SEEK_SET, 0, 0), 0, "all");
    expect(waitpid(child, NULL, 0), child, "waitpid");
}

int main(int argc, char **argv)
{
    int fd = mkstemp(path);

    if (argc > 1) { /* After exec: it still has the lock. */
        unlink(path);
        expect(set(atoi(argv[1]), F_SETLK, F_UNLCK, SEEK_SET, 0, 3), 0, "part of it");
        return EXIT_SUCCESS;
    }
    expect(ftruncate(fd, 1000), 0, "ftruncate");
    ranges(fd);
    lost(fd);
    of_descriptions(fd);
    circle(fd);
    unlink(path);
    expect(set(fd, F_SETLK, F_RDLCK, SEEK_SET, 0, 9), 0, "kept over exec");
    puts("well");
    fflush(stdout);
    char number[16];
    snprintf(number, sizeof number, "%d", fd);
    execl("/proc/self/exe", argv[0], number, NULL);
    return EXIT_FAILURE;
}
