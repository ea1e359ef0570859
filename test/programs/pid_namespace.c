/*
 * pid_namespace.c: in a PID namespace orphans go to its init, which knows all by other numbers; when it ends, the kernel kills the
 * others, and nobody waits for them (pid_namespaces(7)). Needs CAP_SYS_ADMIN or a user namespace; it prints whether it had one.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/* The parent dies before its child, which goes to init; init waits for both. */
static void orphan(void)
{
    pid_t parent = fork();

    if (parent == 0) {
        if (fork() == 0) {
            while (getppid() != 1)
                usleep(1000);
            lseek(0, 0, SEEK_CUR);
            _exit(5);
        }
        _exit(4);
    }
    if (waitpid(parent, NULL, 0) != parent || wait(NULL) == -1)
        _exit(EXIT_FAILURE);
}

/* One child lives, with a child of its own; another is dead, and nobody has waited for it. */
static void leave_others(void)
{
    siginfo_t information;
    pid_t dead = fork();

    if (dead == 0)
        _exit(6);
    waitid(P_PID, (id_t) dead, &information, WEXITED | WNOWAIT);
    if (fork() == 0) {
        fork();
        for (;;)
            pause();
    }
    usleep(50 * 1000);
}

int main(void)
{
    int status;
    pid_t init;

    if (unshare(CLONE_NEWPID) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWPID) != 0) {
        puts("none");
        return 0;
    }
    init = fork();
    if (init == 0) {
        orphan();
        leave_others();
        _exit(7);
    }
    if (waitpid(init, &status, 0) != init || WEXITSTATUS(status) != 7)
        return EXIT_FAILURE;
    lseek(0, 0, SEEK_CUR);
    puts("one");
    return 0;
}
