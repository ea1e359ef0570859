/*
 * file.c: how long a file is, and where one reads and writes in it.
 *
 * What to watch for in the diagram:
 *   1. open() makes an open file description with an offset. The file has a length: that is
 *      another number, and it belongs to the file.
 *   2. write() moves the offset. Behind the end it makes the file longer.
 *   3. lseek() moves the offset alone. A write far behind the end leaves a hole.
 *   4. With O_APPEND every write goes to the end, wherever the offset was.
 *   5. ftruncate() cuts the file. The offsets stay, although one is now behind the end.
 *   6. unlink() takes the name. The file stays as long as a descriptor leads to it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void write_text(int file, const char *text)
{
    ssize_t length = strlen(text);
    if (write(file, text, length) != length)
        die("write");
}

static void print_length(const char *when, int file)
{
    struct stat status;

    if (fstat(file, &status) == -1)
        die("fstat");
    printf("%s: offset %ld, length %ld\n", when, (long) lseek(file, 0, SEEK_CUR), (long) status.st_size);
}

int main(void)
{
    char path[] = "/tmp/ipcscope-file-XXXXXX";
    char text[100];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    int file = mkstemp(path); /* open() with O_CREAT, O_EXCL and a name that is free. */
    if (file == -1)
        die("mkstemp");

    /* Stop 1: offset 0, length 0. */
    write_text(file, "hello");
    print_length("written", file);

    /* Stop 2: back to the beginning; the length stays. */
    if (lseek(file, 0, SEEK_SET) == -1)
        die("lseek");
    write_text(file, "J");
    print_length("written over", file);

    /* Stop 3: far behind the end; the length changes only with the next write. */
    if (lseek(file, 100, SEEK_SET) == -1)
        die("lseek");
    print_length("moved", file);
    write_text(file, "!");
    print_length("a hole before it", file);

    /* Stop 4: a second description of the same file, which appends. */
    int log = open(path, O_WRONLY | O_APPEND);
    if (log == -1)
        die("open");
    write_text(log, "end");
    print_length("appended", log);

    /* Stop 5: five bytes are left; both offsets are behind the end. */
    if (ftruncate(file, 5) == -1)
        die("ftruncate");
    print_length("cut", file);
    write_text(log, "y!");

    /* Stop 6: the name goes, the file stays. */
    if (unlink(path) == -1)
        die("unlink");
    ssize_t length = pread(file, text, sizeof text, 0); /* With an offset of its own. */
    if (length == -1)
        die("pread");
    printf("without a name: \"%.*s\"\n", (int) length, text);

    close(log);
    close(file);
    return EXIT_SUCCESS;
}
