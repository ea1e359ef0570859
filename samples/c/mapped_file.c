/*
 * mapped_file.c: two programs that have one file in their memory.
 *
 * What to watch for in the diagram:
 *   1. mmap() puts the file into the address space: a dashed line with an address. The
 *      descriptor is not needed any more, and is closed: the line stays.
 *   2. The other program opens the same file by its name and maps it too. It is the same
 *      object, with two lines to it: what one writes, the other reads at once, without a
 *      system call.
 *   3. A private mapping (MAP_PRIVATE) of the same file is a copy as soon as it is written
 *      to: that line has no arrow head at the file.
 *   4. write() through a descriptor, and a store through the mapping, change the same file.
 *
 * The other program is this one with the file's name as its argument. It can also be started
 * beside the first: ipcscope record --also './build/mapped_file FILE' -- …
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define LENGTH 4096

static char path[] = "/tmp/ipcscope-mapped-XXXXXX";

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static char *map(int file, int flags)
{
    char *memory = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, flags, file, 0);
    if (memory == MAP_FAILED)
        die("mmap");
    return memory;
}

/* The other program. */
static int answer(const char *name)
{
    int file = open(name, O_RDWR);
    if (file == -1)
        die(name);
    char *memory = map(file, MAP_SHARED);
    close(file);

    printf("the other program reads: %s\n", memory);
    /* Stop 2 (the other program): it answers in the memory that both have. */
    strcpy(memory, "two");
    return EXIT_SUCCESS;
}

int main(int argc, char *argv[])
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (argc > 1)
        return answer(argv[1]);

    int file = mkstemp(path);
    if (file == -1)
        die("mkstemp");
    if (ftruncate(file, LENGTH) == -1)
        die("ftruncate");
    char *memory = map(file, MAP_SHARED);
    strcpy(memory, "one");

    /* Stop 1: the file is mapped. */
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        execl(argv[0], argv[0], path, NULL);
        die("execl");
    }
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    printf("the first program reads: %s\n", memory);

    /* Stop 3: a copy of its own. */
    char *copy = map(file, MAP_PRIVATE);
    strcpy(copy, "three");
    printf("shared: %s, private: %s\n", memory, copy);
    if (pwrite(file, "four", 5, 0) == -1)
        die("pwrite");
    printf("shared: %s, private: %s\n", memory, copy);

    /* Stop 4: neither name nor descriptor: the mapping alone keeps the file. */
    close(file);
    unlink(path);
    printf("still there: %s\n", memory);
    munmap(copy, LENGTH);
    munmap(memory, LENGTH);
    return EXIT_SUCCESS;
}
