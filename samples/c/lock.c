/*
 * lock.c: two processes, one file. Locks are advisory: they stop only those who ask.
 *
 * What to watch for in the diagram:
 *   1. flock() locks the whole file. The open file description owns the lock: the child that
 *      inherited it by fork has it too, and is not stopped by it.
 *   2. Another process that opens the file itself waits, and its card says who has the lock.
 *   3. fcntl() locks ranges of bytes, and the process owns them. Locks on different bytes do
 *      not hinder each other; a lock in the middle of another splits that.
 *   4. The trap: closing any descriptor of the file, even one opened for a moment by a
 *      library, ends all record locks of the process.
 *   5. With F_OFD_SETLK the description owns the range, and the trap is gone.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-lock-XXXXXX";

static void die(const char *call)
{
    perror(call);
    unlink(path);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static int open_file(void)
{
    int fd = open(path, O_RDWR);
    if (fd == -1)
        die("open");
    return fd;
}

static int lock_bytes(int fd, int command, short type, off_t start, off_t length)
{
    struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = length };
    return fcntl(fd, command, &lock);
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
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
}

static void whole_file(int fd)
{
    if (flock(fd, LOCK_EX) == -1)
        die("flock");
    pid_t child = start_child();
    if (child == 0) {
        /* Stop 1 (child): it has the lock as well, by the description that it shares. */
        printf("child: with the inherited descriptor: %s\n", flock(fd, LOCK_EX) == 0 ? "locked" : "refused");
        close(fd);
        int own = open_file();
        /* Stop 2 (child): with a description of its own it must wait. */
        if (flock(own, LOCK_EX) == -1)
            die("flock");
        printf("child: with its own description: locked\n");
        exit(EXIT_SUCCESS);
    }
    rest(200); /* The child waits in flock() meanwhile. */
    printf("parent: gives the lock back\n");
    if (flock(fd, LOCK_UN) == -1)
        die("flock");
    wait_for(child);
}

static void ranges(int fd)
{
    if (lock_bytes(fd, F_SETLK, F_WRLCK, 0, 100) == -1 || lock_bytes(fd, F_SETLK, F_UNLCK, 40, 20) == -1)
        die("fcntl");
    pid_t child = start_child();
    if (child == 0) {
        /* Stop 3 (child): the parent's locks are not inherited. The hole is free, the rest is not. */
        printf("child: bytes 40 to 59: %s\n", lock_bytes(fd, F_SETLK, F_WRLCK, 40, 20) == 0 ? "locked" : "refused");
        printf("child: bytes 0 to 9: %s\n", lock_bytes(fd, F_SETLK, F_WRLCK, 0, 10) == 0 ? "locked" : "refused");
        exit(EXIT_SUCCESS);
    }
    wait_for(child);
}

/* Whether another process could lock the first ten bytes now. */
static const char *seen_by_others(int fd)
{
    pid_t child = start_child();
    int status;

    if (child == 0)
        exit(lock_bytes(fd, F_SETLK, F_WRLCK, 0, 10) == 0);
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    return WEXITSTATUS(status) == 0 ? "held" : "lost";
}

static void trap(int fd)
{
    printf("parent: record lock: %s\n", seen_by_others(fd));
    int other = open_file();
    /* Stop 4 (parent): step over close(), and look at the locks of the file. */
    close(other);
    printf("parent: after closing another descriptor: %s\n", seen_by_others(fd));

    if (lock_bytes(fd, F_OFD_SETLK, F_WRLCK, 0, 100) == -1)
        die("fcntl");
    other = open_file();
    /* Stop 5 (parent): the same with a lock that the description owns. */
    close(other);
    pid_t child = start_child();
    if (child == 0) {
        int own = open_file();
        printf("child: with its own description: %s\n", lock_bytes(own, F_OFD_SETLK, F_WRLCK, 0, 10) == 0 ? "locked" : "refused");
        exit(EXIT_SUCCESS);
    }
    wait_for(child);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    int fd = mkstemp(path);
    if (fd == -1)
        die("mkstemp");
    whole_file(fd);
    ranges(fd);
    trap(fd);
    unlink(path);
    return EXIT_SUCCESS;
}
