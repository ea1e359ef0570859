/* clone_pidfd.c: CLONE_PIDFD makes a descriptor for the child, which the child does not have (clone(2)); also while the creator waits. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef P_PIDFD
#define P_PIDFD 3
#endif

static void made_with(uint64_t flags)
{
    int pidfd = -1;
    siginfo_t information;
    struct clone_args arguments = { .flags = CLONE_PIDFD | flags, .pidfd = (uintptr_t) &pidfd, .exit_signal = SIGCHLD };

    if (syscall(SYS_clone3, &arguments, sizeof arguments) == 0) {
        lseek(0, 0, SEEK_CUR);
        lseek(0, 0, SEEK_CUR);
        _exit(3);
    }
    if (pidfd == -1)
        exit(EXIT_FAILURE);
    lseek(0, 0, SEEK_CUR);
    waitid(P_PIDFD, (id_t) pidfd, &information, WEXITED);
    close(pidfd);
}

int main(void)
{
    made_with(0);
    close(open("/dev/null", O_RDONLY));
    made_with(CLONE_VFORK);
    return 0;
}
