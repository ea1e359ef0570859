#define _GNU_SOURCE
#include "operation.h"
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Of the process with this number in the script. */
OPERATION(pidfd)
{
    pid_t process = shared->pids[numbers[0]];

    (void) syscall(SYS_pidfd_open, process == 0 ? getpid() : process, (int) numbers[1]);
}

OPERATION(pidfd_signal)
{
    static const int signals[] = { 0, SIGUSR1, SIGUSR2, SIGCHLD };

    (void) syscall(SYS_pidfd_send_signal, (int) numbers[0], signals[numbers[1]], NULL, 0);
}

OPERATION(borrow)
{
    (void) syscall(SYS_pidfd_getfd, (int) numbers[0], (int) numbers[1], 0);
}
