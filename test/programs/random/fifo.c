#include "operation.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const paths[] = { "fifo0", "fifo1" };

OPERATION(mkfifo)
{
    mkfifo(paths[numbers[0]], 0600);
}

OPERATION(openfifo)
{
    open(paths[numbers[0]], (int) numbers[1]);
}

OPERATION(rmfifo)
{
    unlink(paths[numbers[0]]);
}
