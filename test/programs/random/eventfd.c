#include "operation.h"
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

OPERATION(eventfd)
{
    eventfd((unsigned) numbers[0], (int) numbers[1]);
}

/* As the kernel sees it -2 is the largest value there can be, and -1 more than that (eventfd(2)). */
OPERATION(add)
{
    uint64_t value = (uint64_t) numbers[1];

    (void) !write((int) numbers[0], &value, sizeof value);
}

OPERATION(take)
{
    uint64_t value;

    (void) !read((int) numbers[0], &value, sizeof value);
}
