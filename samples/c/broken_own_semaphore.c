/*
 * broken_own_semaphore.c: a semaphore in a global variable, and a fork. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. sem_init() with the second argument 1 says that processes share the semaphore. But it
 *      lies in memory that fork() copies.
 *   2. The child waits at its own copy: the card says in whose memory the word is.
 *   3. The parent posts at another copy, where nobody waits. It makes no system call.
 *   4. Nobody can wake the child. The parent ends it after a while with a signal.
 * What would be right: memory that both share (mmap() with MAP_SHARED), or sem_open().
 */
#define _GNU_SOURCE
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static sem_t ready; /* Wrong: each process has one. */

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

int main(void)
{
    if (sem_init(&ready, 1, 0) == -1)
        die("sem_init");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        if (sem_wait(&ready) == -1) /* Stop here. */
            die("sem_wait");
        printf("child: goes on\n");
        exit(EXIT_SUCCESS);
    }
    rest(50);

    /* Stop 1: the child waits. Step over this line, and it waits still. */
    if (sem_post(&ready) == -1)
        die("sem_post");
    rest(100);

    int value;
    if (sem_getvalue(&ready, &value) == -1)
        die("sem_getvalue");
    printf("parent: my semaphore is %d, and the child has not come\n", value);
    kill(child, SIGTERM);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    return EXIT_SUCCESS;
}
