#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

OPERATION(sendfile)
{
    (void) !sendfile((int) numbers[0], (int) numbers[1], NULL, (size_t) numbers[2]);
}

OPERATION(splice)
{
    (void) !splice((int) numbers[0], NULL, (int) numbers[1], NULL, (size_t) numbers[2], (unsigned) numbers[3]);
}

OPERATION(tee)
{
    (void) !tee((int) numbers[0], (int) numbers[1], (size_t) numbers[2], (unsigned) numbers[3]);
}

/* The pages are in the pipe then, so nobody may change them (vmsplice(2)): they are not those of `buffer`. */
OPERATION(vmsplice)
{
    size_t length = (size_t) numbers[1];
    struct iovec part = { memcpy(malloc(length), payload(numbers[1]), length), length };

    (void) !vmsplice((int) numbers[0], &part, 1, 0);
}

OPERATION(copy)
{
    (void) !copy_file_range((int) numbers[0], NULL, (int) numbers[1], NULL, (size_t) numbers[2], 0);
}
