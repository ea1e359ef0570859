/*
 * Memory that stands for files and other objects. All of it lies in an arena of some pages at an address that the kernel
 * never chooses by itself, so that nothing is overwritten that the program needs; a few mappings go where the kernel likes.
 */
#define _GNU_SOURCE
#include "operation.h"
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

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

/* Bytes into a page of the arena, and into the next; where they may not be written, nothing happens: the kernel writes them, as told. */
OPERATION(store)
{
    char *place = arena_page(numbers[0]) + PAGE - numbers[1];
    struct iovec bytes = { .iov_base = buffer, .iov_len = (size_t) (numbers[1] + numbers[2]) };
    struct iovec there = { .iov_base = place, .iov_len = bytes.iov_len };

    memset(buffer, (int) numbers[3], bytes.iov_len);
    process_vm_writev(getpid(), &bytes, 1, &there, 1, 0);
}

OPERATION(brk)
{
    sbrk(numbers[0] * PAGE);
}

OPERATION(msync)
{
    msync(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), (int) numbers[2]);
}

OPERATION(madvise)
{
    madvise(arena_page(numbers[0]), (size_t) (numbers[1] * PAGE), (int) numbers[2]);
}
