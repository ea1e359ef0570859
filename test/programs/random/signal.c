#define _GNU_SOURCE
#include "operation.h"
#include <signal.h>

OPERATION(kill)
{
    if (shared->pids[numbers[0]] > 0)
        kill(shared->pids[numbers[0]], (int) numbers[1]);
}
