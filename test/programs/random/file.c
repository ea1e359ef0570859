#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <unistd.h>

static const char *const paths[] = { "file0", "file1" };

OPERATION(open)
{
    open(paths[numbers[0]], (int) numbers[1], 0600);
}

OPERATION(unlink)
{
    unlink(paths[numbers[0]]);
}

OPERATION(pread)
{
    (void) !pread((int) numbers[0], buffer, (size_t) numbers[1], numbers[2]);
}

OPERATION(pwrite)
{
    (void) !pwrite((int) numbers[0], payload(numbers[1]), (size_t) numbers[1], numbers[2]);
}

OPERATION(lseek)
{
    lseek((int) numbers[0], numbers[1], (int) numbers[2]);
}

OPERATION(truncate)
{
    (void) !ftruncate((int) numbers[0], numbers[1]);
}
