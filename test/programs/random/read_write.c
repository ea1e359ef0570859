#include "operation.h"
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

OPERATION(read)
{
    (void) !read((int) numbers[0], buffer, (size_t) numbers[1]);
}

OPERATION(write)
{
    (void) !write((int) numbers[0], payload(numbers[1]), (size_t) numbers[1]);
}

OPERATION(readv)
{
    long first = numbers[1], second = numbers[2];
    struct iovec parts[2] = { { buffer, (size_t) first }, { buffer + first, (size_t) second } };

    (void) !readv((int) numbers[0], parts, 2);
}

OPERATION(writev)
{
    long first = numbers[1], second = numbers[2];
    struct iovec parts[2] = { { (void *) payload(first), (size_t) first }, { "0123456789", (size_t) second } };

    (void) !writev((int) numbers[0], parts, 2);
}

OPERATION(readable)
{
    int count;

    ioctl((int) numbers[0], FIONREAD, &count);
}
