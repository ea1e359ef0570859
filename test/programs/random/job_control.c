#define _GNU_SOURCE
#include "operation.h"
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

/* Lists count from 1; 0 stands for the process itself, or for its own number. */
static pid_t process_of(long list)
{
    return list > 0 && list <= MAX_PROCESSES ? shared->pids[list - 1] : 0;
}

OPERATION(group)
{
    setpgid(process_of(numbers[0]), process_of(numbers[1]));
}

OPERATION(session)
{
    setsid();
}

OPERATION(subreaper)
{
    prctl(PR_SET_CHILD_SUBREAPER, numbers[0]);
}

/* Only to groups of these programs: not to that in which they began. */
OPERATION(killgroup)
{
    pid_t group = process_of(numbers[0]);

    if (group > 0)
        kill(-group, (int) numbers[1]);
}
