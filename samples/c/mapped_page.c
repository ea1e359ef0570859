/*
 * mapped_page.c: one page of a file in memory, and when it reaches the disk.
 *
 * What to watch for in the diagram:
 *   1. Memory is mapped in whole pages, and a mapping can begin only at a page of the file:
 *      an offset of 100 is an error (EINVAL), a length of 10 becomes a page.
 *   2. What is written to the memory stands in the file at once, for all who read it. It
 *      is not on the disk yet: msync() waits until it is.
 *   3. Memory behind the end of the file, on its last page, belongs to nobody: what is
 *      written there is lost, and the file does not become longer.
 *   4. mprotect() takes away the right to write: from rw- to r--.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-page-XXXXXX";

static void die(const char *call)
{
    perror(call);
    unlink(path);
    exit(EXIT_FAILURE);
}

static long length_of(int file)
{
    struct stat status;

    if (fstat(file, &status) == -1)
        die("fstat");
    return (long) status.st_size;
}

int main(void)
{
    size_t page = (size_t) sysconf(_SC_PAGESIZE);
    char text[16];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int file = mkstemp(path);
    if (file == -1)
        die("mkstemp");
    /* A page and a half. */
    if (ftruncate(file, (off_t) (page + page / 2)) == -1)
        die("ftruncate");

    if (mmap(NULL, page, PROT_READ, MAP_SHARED, file, 100) == MAP_FAILED && errno == EINVAL)
        printf("an offset of 100: %s\n", strerror(errno));
    /* Stop 1: ten bytes of the second page are asked for: a page is mapped. */
    char *memory = mmap(NULL, 10, PROT_READ | PROT_WRITE, MAP_SHARED, file, (off_t) page);
    if (memory == MAP_FAILED)
        die("mmap");

    strcpy(memory, "page two");
    if (pread(file, text, sizeof text, (off_t) page) == -1)
        die("pread");
    printf("read() finds: %s\n", text);
    /* Stop 2: step: now it is on the disk, too. */
    if (msync(memory, page, MS_SYNC) == -1)
        die("msync");

    memory[page - 1] = 'x';
    printf("the file still ends in the middle of the page: %s\n", length_of(file) == (long) (page + page / 2) ? "yes" : "no");

    /* Stop 3: step: the line to the file says r--. */
    if (mprotect(memory, page, PROT_READ) == -1)
        die("mprotect");
    printf("still readable: %s\n", memory);

    munmap(memory, page);
    close(file);
    unlink(path);
    return EXIT_SUCCESS;
}
