/*
 * broken_lock_lost.c: a process has a record lock on a file, and loses it without noticing,
 * since it closes another descriptor of the same file.
 *
 * What is wrong: the process owns a record lock (fcntl(), F_SETLK), not the descriptor with
 * which it was got. Closing any descriptor of the file ends all record locks that the process
 * has on it. Here it is a function, as a library might have it, that opens the file for a
 * moment to look at its size. Nobody tells the process that it has lost the lock.
 *
 * What to watch for in the diagram:
 *   1. The card of the file says who has which lock on it.
 *   2. At close() of the other descriptor the lock is gone from the card, and the sentence
 *      says why.
 *   3. The child then gets the lock, while the parent believes that it still has it, and
 *      writes.
 *
 * How it is repaired: with F_OFD_SETLK, whose lock the open file description owns (see
 * lock.c), or with a single descriptor for each file that one locks.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-lost-XXXXXX";

static void die(const char *call)
{
    perror(call);
    unlink(path);
    exit(EXIT_FAILURE);
}

static int lock_record(int fd)
{
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 16 };
    return fcntl(fd, F_SETLK, &lock);
}

/* The size of the file: a harmless question. */
static long size_of_file(void)
{
    int fd = open(path, O_RDONLY);
    if (fd == -1)
        die("open");
    off_t size = lseek(fd, 0, SEEK_END);
    /* Stop 2 (parent): step over close(), and look at the locks of the file. */
    close(fd);
    return (long) size;
}

static void try_in_child(const char *when, int fd)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        /* Stop 1 (child): the first child is refused. Stop 3 (child): the second is not. */
        printf("child: %s: %s\n", when, lock_record(fd) == 0 ? "locked" : "refused");
        exit(EXIT_SUCCESS);
    }
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    int fd = mkstemp(path);
    if (fd == -1)
        die("mkstemp");
    if (write(fd, "account 1:    0\n", 16) != 16)
        die("write");
    if (lock_record(fd) == -1)
        die("fcntl");
    try_in_child("while the parent has the lock", fd);
    printf("parent: the file has %ld bytes\n", size_of_file());
    try_in_child("while the parent believes so", fd);
    if (pwrite(fd, "account 1:  100\n", 16, 0) != 16)
        die("pwrite");
    unlink(path);
    return EXIT_SUCCESS;
}
