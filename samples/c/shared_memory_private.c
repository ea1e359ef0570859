/*
 * shared_memory_private.c: a segment without a key, which only relatives can share.
 *
 * What to watch for in the diagram:
 *   1. IPC_PRIVATE makes a new segment each time. Nobody can find it by a key: whoever is to
 *      use it must inherit the attachment, or be told the number.
 *   2. It is marked for deletion as soon as it is attached. So it goes with the last process,
 *      however that ends: nothing can be left behind.
 *   3. fork() copies the attachment: each child has a line to the segment, at the same
 *      address. The children write into places of their own, and so need no lock.
 *   4. exec() drops attachments: the process that becomes another program loses its line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILDREN 3

struct result {
    int number;
    long sum;
};

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void wait_for(pid_t child)
{
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
}

/* The sum of the numbers from 1 to 1000 that leave this rest. */
static long sum_of(int rest)
{
    long sum = 0;

    for (int number = 1; number <= 1000; number++)
        if (number % CHILDREN == rest)
            sum += number;
    return sum;
}

int main(void)
{
    pid_t children[CHILDREN];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    int segment = shmget(IPC_PRIVATE, CHILDREN * sizeof(struct result), 0600);
    if (segment == -1)
        die("shmget");
    struct result *results = shmat(segment, NULL, 0);
    if (results == (void *) -1)
        die("shmat");
    /* Stop 1: it is attached. Step: from now on it goes with its last process. */
    if (shmctl(segment, IPC_RMID, NULL) == -1)
        die("shmctl");

    for (int number = 0; number < CHILDREN; number++) {
        children[number] = fork();
        if (children[number] == -1)
            die("fork");
        if (children[number] == 0) {
            /* Stop 2 (children): the attachment came with the fork. */
            results[number].number = number;
            results[number].sum = sum_of(number);
            exit(EXIT_SUCCESS);
        }
    }
    for (int number = 0; number < CHILDREN; number++)
        wait_for(children[number]);

    /* Stop 3 (parent): what three children have written, without a system call. */
    long sum = 0;
    for (int number = 0; number < CHILDREN; number++) {
        printf("child %d: %ld\n", results[number].number, results[number].sum);
        sum += results[number].sum;
    }
    printf("together: %ld\n", sum);

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        /* Stop 4 (last child): step into exec: the line to the segment is gone. */
        execl("/bin/true", "true", NULL);
        die("execl");
    }
    wait_for(child);
    /* Stop 5 (parent): the end of the last process is the end of the segment. */
    return EXIT_SUCCESS;
}
