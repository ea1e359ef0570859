/*
 * files_shared.c: processes (not threads) that share one descriptor table: clone() with
 * CLONE_FILES, without CLONE_THREAD and CLONE_VM.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* As fork(), but the child uses the parent's descriptor table instead of a copy. */
static pid_t fork_sharing_files(void)
{
    return syscall(SYS_clone, CLONE_FILES | SIGCHLD, NULL, NULL, NULL, NULL);
}

static void wait_for(pid_t child)
{
    int status;
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    if (status != 0) {
        fprintf(stderr, "a child ended with wait status %d\n", status);
        exit(EXIT_FAILURE);
    }
}

static const char *state_of(int descriptor)
{
    if (fcntl(descriptor, F_GETFD) != -1)
        return "open";
    return errno == EBADF ? "closed" : "unknown";
}

int main(void)
{
    int ends[2];

    if (pipe(ends) == -1)
        die("pipe");

    /* A child opens and closes: the parent's table changes, for it is the same. */
    pid_t opener = fork_sharing_files();
    if (opener == -1)
        die("clone");
    if (opener == 0) {
        if (dup2(ends[1], 20) == -1)
            _exit(1);
        close(ends[1]); /* Breakpoint: a child with our table. */
        _exit(0);
    }
    wait_for(opener);
    printf("descriptor 20 is %s, the write end is %s\n", state_of(20), state_of(ends[1]));

    /* A child gets a table of its own by unshare(): what it closes stays open here. */
    pid_t leaver = fork_sharing_files();
    if (leaver == -1)
        die("clone");
    if (leaver == 0) {
        if (unshare(CLONE_FILES) == -1)
            _exit(1);
        close(20);
        _exit(0);
    }
    wait_for(leaver);
    printf("after unshare and close in a child, descriptor 20 is %s\n", state_of(20));

    /* exec unshares too: close-on-exec closes in the child's own copy only. */
    if (fcntl(20, F_SETFD, FD_CLOEXEC) == -1)
        die("fcntl");
    pid_t executor = fork_sharing_files();
    if (executor == -1)
        die("clone");
    if (executor == 0) {
        execlp("true", "true", NULL);
        _exit(1);
    }
    wait_for(executor);
    printf("after exec in a child, descriptor 20 is %s\n", state_of(20));

    close(20);
    close(ends[0]);
    return EXIT_SUCCESS;
}
