/*
 * dup.c: several descriptors for one open file description.
 *
 * What to watch for in the diagram:
 *   1. A file is opened: one descriptor, one open file description, offset 0.
 *   2. dup() takes the lowest free number. Two descriptors now lead to the same open
 *      file description: a write through one moves the offset of both.
 *   3. A second open() of the same name gives a second open file description with an
 *      offset of its own. Both lead to the same file.
 *   4. After close(0) the lowest free number is 0, so that is what dup() returns.
 *   5. dup2() closes its target first. Here the target is the only write end of a pipe:
 *      the pipe has no writer any more, and a read from it returns 0.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void write_text(int descriptor, const char *text, size_t length)
{
    ssize_t written = write(descriptor, text, length);
    if (written != (ssize_t) length)
        die("write");
}

static void print_offset(const char *name, int descriptor)
{
    off_t offset = lseek(descriptor, 0, SEEK_CUR);
    if (offset == -1)
        die("lseek");
    printf("%s: offset %ld\n", name, (long) offset);
}

int main(void)
{
    char path[] = "/tmp/ipcscope-dup-XXXXXX";
    char byte;
    int ends[2];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    int original = mkstemp(path);
    if (original == -1)
        die("mkstemp");

    int copy = dup(original);
    if (copy == -1)
        die("dup");
    printf("dup(%d) returned %d\n", original, copy);

    /* Stop 1: one open file description, two descriptors. */
    write_text(original, "12345", 5);
    print_offset("original", original);
    print_offset("copy", copy);

    int another = open(path, O_RDWR);
    if (another == -1)
        die("open");

    /* Stop 2: the same file, but another open file description. */
    print_offset("opened again", another);
    write_text(another, "abc", 3);
    print_offset("opened again", another);
    print_offset("original", original);

    if (close(STDIN_FILENO) == -1)
        die("close");
    /* Stop 3: number 0 is the lowest free one. */
    int lowest = dup(original);
    if (lowest == -1)
        die("dup");
    printf("after close(0), dup(%d) returned %d\n", original, lowest);

    if (pipe(ends) == -1)
        die("pipe");
    /* Stop 4: the write end of this pipe is about to be replaced. */
    if (dup2(original, ends[1]) == -1)
        die("dup2");
    print_offset("write end replaced", ends[1]);

    ssize_t received = read(ends[0], &byte, 1);
    if (received == -1)
        die("read");
    printf("the pipe has no writer: read returned %zd\n", received);

    close(ends[0]);
    close(ends[1]);
    close(lowest);
    close(another);
    close(copy);
    close(original);
    if (unlink(path) == -1)
        die("unlink");
    return EXIT_SUCCESS;
}
