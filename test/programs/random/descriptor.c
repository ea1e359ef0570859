#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

OPERATION(dup)
{
    (void) !dup((int) numbers[0]);
}

OPERATION(dup2)
{
    dup2((int) numbers[0], (int) numbers[1]);
}

OPERATION(dup3)
{
    dup3((int) numbers[0], (int) numbers[1], (int) numbers[2]);
}

OPERATION(fcntl)
{
    fcntl((int) numbers[0], (int) numbers[1], numbers[2]);
}

OPERATION(cloexec)
{
    ioctl((int) numbers[0], numbers[1] ? FIOCLEX : FIONCLEX);
}

OPERATION(nonblock)
{
    int on = (int) numbers[1];

    ioctl((int) numbers[0], FIONBIO, &on);
}

OPERATION(close)
{
    close((int) numbers[0]);
}

OPERATION(closerange)
{
    close_range((unsigned) numbers[0], (unsigned) numbers[1], (int) numbers[2]);
}
