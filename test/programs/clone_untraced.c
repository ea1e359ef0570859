/* Makes children that ask not to be traced (CLONE_UNTRACED), by clone(2) and by clone3(2). */
#define _GNU_SOURCE
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static int child(void *text)
{
    return write(1, text, 6) == 6 ? 0 : 1;
}

int main(void)
{
    enum { stack_size = 65536 };
    int statuses[2] = { 1, 1 };
    char *stack = malloc(stack_size);
    clone(child, stack + stack_size, CLONE_UNTRACED | SIGCHLD, "clone\n");
    wait(&statuses[0]);
    struct clone_args arguments = { .flags = CLONE_UNTRACED, .exit_signal = SIGCHLD };
    long pid = syscall(SYS_clone3, &arguments, sizeof arguments);
    if (pid == 0)
        _exit(child("third\n"));
    wait(&statuses[1]);
    printf("%d %d, flags %llx\n", statuses[0], statuses[1], (unsigned long long) arguments.flags);
    return 0;
}
