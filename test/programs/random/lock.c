#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <sys/file.h>

OPERATION(flock)
{
    (void) flock((int) numbers[0], (int) numbers[1] | LOCK_NB);
}

/* The descriptor, the command, the type, and the range: its start and its length. */
OPERATION(lock)
{
    struct flock lock = {
        .l_type = (short) (numbers[2] & 7), .l_whence = (short) (numbers[2] >> 3), .l_start = numbers[3] >> 8, .l_len = numbers[3] & 255
    };

    (void) fcntl((int) numbers[0], (int) numbers[1], &lock);
}
