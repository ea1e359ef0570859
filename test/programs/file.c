/* Writes to files in all the ways that change a size or an offset in ways of their own. Needs a directory that it may
 * write to; leaves nothing behind. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static void expect(long result, long expected, const char *what)
{
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    exit(1);
}

static int temporary(void)
{
    char name[] = "/tmp/file.XXXXXX";
    int file = mkstemp(name);
    unlink(name);
    return file;
}

/* Wherever they say, they write at the end. */
static void append(int file)
{
    struct iovec three = { "abc", 3 };
    expect(fcntl(file, F_SETFL, O_APPEND), 0, "F_SETFL");
    expect(pwrite(file, "abc", 3, 1), 3, "pwrite");
    expect(fcntl(file, F_SETFL, 0), 0, "F_SETFL");
    expect(pwritev2(file, &three, 1, 0, RWF_APPEND), 3, "pwritev2");
    expect(pwritev2(file, &three, 1, -1, RWF_APPEND), 3, "pwritev2");
    expect(pwritev2(file, &three, 1, 2, 0), 3, "pwritev2");
    expect(lseek(file, 0, SEEK_CUR), 19, "lseek");
}

static void allocate(int file)
{
    expect(fallocate(file, 0, 10, 90), 0, "fallocate");
    expect(fallocate(file, FALLOC_FL_KEEP_SIZE, 0, 5000), 0, "fallocate");
    expect(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 50), 0, "fallocate");
    expect(lseek(file, 0, SEEK_END), 100, "lseek");
}

/* With an offset of its own, each leaves that of the description. */
static void transfer(int from, int to)
{
    off_t offset = 30;
    expect(sendfile(to, from, &offset, 20), 20, "sendfile");
    loff_t start = 40, place = 7000;
    expect(copy_file_range(from, &start, to, &place, 30, 0), 30, "copy_file_range");
    int ends[2];
    expect(pipe2(ends, O_NONBLOCK), 0, "pipe2");
    start = 0;
    expect(splice(from, &start, ends[1], NULL, 60, 0), 60, "splice");
    place = 9000;
    expect(splice(ends[0], NULL, to, &place, 60, 0), 60, "splice");
    expect(lseek(from, 0, SEEK_CUR), 100, "lseek");
    expect(lseek(to, 0, SEEK_CUR), 20, "lseek");
}

/* Ten bytes across the border of two pages take two of the pipe's sixteen places: with 80 bytes it is full. */
static void straddle(int file)
{
    int ends[2];
    expect(ftruncate(file, 8192), 0, "ftruncate");
    expect(pipe(ends), 0, "pipe");
    for (int count = 0; count < 8; count++) {
        loff_t start = 4090;
        expect(splice(file, &start, ends[1], NULL, 10, 0), 10, "splice");
    }
    if (fork() == 0)
        _exit(write(ends[1], "x", 1) != 1);
    usleep(50000);
    char bytes[100];
    expect(read(ends[0], bytes, sizeof bytes), 80, "read");
    expect(wait(NULL) > 0, 1, "wait");
}

/* Nothing written, and a truncation that O_PATH forbids. */
static void leave_alone(int file)
{
    char name[40];
    expect(pwrite(file, "", 0, 1000), 0, "pwrite");
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    expect(open(name, O_PATH | O_TRUNC) >= 0, 1, "open");
}

int main(void)
{
    int file = temporary(), other = temporary(), memory = memfd_create("memory", 0);
    expect(write(file, "0123456789", 10), 10, "write");
    append(file);
    allocate(file);
    transfer(file, other);
    straddle(file);
    expect(write(memory, "grows", 5), 5, "write");
    leave_alone(memory);
    puts("sizes changed");
    return 0;
}
