#define _GNU_SOURCE
#include "operation.h"
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

OPERATION(fork)
{
    pid_t child = fork();

    if (child == 0)
        be((int) numbers[0]);
    if (child > 0)
        shared->pids[numbers[0]] = child;
}

OPERATION(exec)
{
    char digits[16];

    snprintf(digits, sizeof digits, "%ld", numbers[0]);
    execl("/proc/self/exe", "random_ipc", script_path, digits, (char *) NULL);
}

OPERATION(vfork)
{
    if (vfork() == 0)
        _exit((int) numbers[0]);
}

OPERATION(wait)
{
    wait4(-1, NULL, (int) numbers[0], NULL);
}

OPERATION(exit)
{
    _exit((int) numbers[0]);
}
