/* The first process of a PID namespace ends by a fault. */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;
    if (unshare(CLONE_NEWPID) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWPID) != 0) {
        puts("no namespace");
        return 2;
    }
    if (fork() == 0)
        raise(SIGCONT), *(volatile int *) 0 = 1;
    wait(&status);
    printf("signal %d\n", WTERMSIG(status));
    return 0;
}
