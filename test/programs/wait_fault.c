/* wait4 that cannot store the status fails with EFAULT, but the child is gone. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    void *nowhere = (void *) 8;
    pid_t any = fork();
    if (any == 0)
        _exit(3);
    long result = syscall(SYS_wait4, -1, nowhere, 0, NULL);
    printf("any child: %s\n", result < 0 && errno == EFAULT ? "EFAULT" : "no fault");
    pid_t one = fork();
    if (one == 0)
        _exit(4);
    result = syscall(SYS_wait4, one, nowhere, 0, NULL);
    printf("one child: %s\n", result < 0 && errno == EFAULT ? "EFAULT" : "no fault");
    result = wait(NULL);
    printf("then: %s\n", result < 0 && errno == ECHILD ? "ECHILD" : "a child");
    return 0;
}
