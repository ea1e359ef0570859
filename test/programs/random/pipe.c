#define _GNU_SOURCE
#include "operation.h"
#include <unistd.h>

OPERATION(pipe)
{
    int ends[2];

    (void) !pipe2(ends, (int) numbers[0]);
}
