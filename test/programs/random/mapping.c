/*
 * Memory that stands for files and other objects. All of it lies in an arena of some pages at an address that the kernel
 * never chooses by itself, so that nothing is overwritten that the program needs; a few mappings go where the kernel likes.
 */
#define _GNU_SOURCE
#include "operation.h"
#include <sys/mman.h>

#define PAGE 4096L

char *arena_page(long page)
{
    return (char *) 0x100000000L + page * PAGE;
}

/* Page of the arena (negative: where the kernel likes), pages, protection and flags, descriptor and offset. */
OPERATION(mmap)
{
    int protection = (int) (numbers[2] & 7);
    int flags = (int) (numbers[2] >> 3);
    int fd = (int) (numbers[3] & 0xff) - 1;
    off_t offset = (numbers[3] >> 8) * PAGE;

    if (numbers[0] < 0)
        mmap(NULL, (size_t) (numbers[1] * PAGE), protection, flags, fd, offset);
    else
        mmap(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), protection, flags | MAP_FIXED, fd, offset);
}

OPERATION(munmap)
{
    munmap(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE));
}

OPERATION(mprotect)
{
    mprotect(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), (int) numbers[2]);
}

/* Page, pages, new pages, new page (negative: where it is, or where the kernel likes) and flags. */
OPERATION(mremap)
{
    int flags = (int) (numbers[3] & 0xff);
    long to = numbers[3] >> 8;

    if ((flags & MREMAP_FIXED) != 0)
        mremap(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), (size_t) (numbers[2] * PAGE), flags, arena_page(to));
    else
        mremap(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), (size_t) (numbers[2] * PAGE), flags);
}

OPERATION(msync)
{
    msync(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), (int) numbers[2]);
}

OPERATION(madvise)
{
    madvise(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), (int) numbers[2]);
}
