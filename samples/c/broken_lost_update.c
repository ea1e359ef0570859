/*
 * broken_lost_update.c: two processes add 1 to a counter in shared memory, and one of the
 * two additions is lost.
 *
 * What is wrong: "counter = counter + 1" is a load, an addition and a store. Between the
 * load and the store of one process the other does the same, and both store the same number.
 * Two pipes force this order here, so that it happens every time. In real programs it
 * happens once in a million times, which is worse.
 *
 * What to watch for in the diagram:
 *   1. Both processes have a line to the memory, rw-: nothing keeps them apart.
 *   2. Both have read 0. The bytes of the counter change once, not twice.
 *
 * How it is repaired: with a lock around all three steps (a semaphore, a mutex), or with an
 * instruction that does all of it at once (__atomic_add_fetch).
 */
#define _DEFAULT_SOURCE /* for MAP_ANONYMOUS */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* One tells the other that it has come so far. */
static void tell(int pipe_end)
{
    if (write(pipe_end, ".", 1) != 1)
        die("write");
}

static void wait_until_told(int pipe_end)
{
    char dot;

    if (read(pipe_end, &dot, 1) != 1)
        die("read");
}

int main(void)
{
    int to_child[2], to_parent[2];

    volatile int *counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (counter == MAP_FAILED)
        die("mmap");
    if (pipe(to_child) == -1 || pipe(to_parent) == -1)
        die("pipe");

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        int number = *counter;
        tell(to_parent[1]);
        wait_until_told(to_child[0]);
        /* Stop 1 (child): it has read 0, and stores 1. */
        *counter = number + 1;
        exit(EXIT_SUCCESS);
    }

    int number = *counter;
    wait_until_told(to_parent[0]);
    tell(to_child[1]);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    /* Stop 2 (parent): the counter is 1. It has read 0, and stores 1 as well. */
    *counter = number + 1;

    printf("two additions, and the counter is %d\n", *counter);
    return EXIT_SUCCESS;
}
