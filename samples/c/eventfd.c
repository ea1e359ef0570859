/*
 * eventfd.c: a counter in the kernel, to which one process adds and from which another takes.
 *
 * What to watch for in the diagram:
 *   1. eventfd() gives one descriptor. It leads to a counter: a number, no bytes.
 *   2. The counter is 0, so the parent waits in read(): it is blocked.
 *   3. The child writes 1. The parent wakes and takes it, and the counter is 0 again.
 *   4. The next child writes 2 and then 3, and ends. The counter holds 5: it does not know
 *      how often somebody wrote, or who. One read() takes all of it.
 *   5. With EFD_SEMAPHORE a read() takes 1 and leaves the rest. At 0 it waits, until
 *      somebody adds.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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

/* The number is added to the counter. It is always written as eight bytes. */
static void add(int counter, uint64_t number)
{
    ssize_t written = write(counter, &number, sizeof number);
    if (written != sizeof number)
        die("write");
}

static void take(int counter)
{
    uint64_t number;

    ssize_t received = read(counter, &number, sizeof number);
    if (received != sizeof number)
        die("read");
    printf("parent: took %llu\n", (unsigned long long) number);
}

static pid_t start_child(void)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    return child;
}

static void wait_for(pid_t child)
{
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
}

static void take_all(void)
{
    int counter = eventfd(0, 0);
    if (counter == -1)
        die("eventfd");

    pid_t child = start_child();
    if (child == 0) {
        rest(100); /* The parent waits in read() meanwhile. */
        /* Stop 1 (child): the counter is 0, and the parent waits for more. */
        add(counter, 1);
        exit(EXIT_SUCCESS);
    }
    take(counter);
    wait_for(child);

    child = start_child();
    if (child == 0) {
        add(counter, 2);
        /* Stop 2 (next child): 2 is there. Step: it is 5, one number. */
        add(counter, 3);
        exit(EXIT_SUCCESS);
    }
    wait_for(child);
    /* Stop 3 (parent): who added is gone, the 5 is still there. */
    take(counter);
    close(counter);
}

static void take_one_by_one(void)
{
    int semaphore = eventfd(2, EFD_SEMAPHORE);
    if (semaphore == -1)
        die("eventfd");

    /* Stop 4 (parent): each of these takes 1. */
    take(semaphore);
    take(semaphore);

    pid_t child = start_child();
    if (child == 0) {
        rest(100);
        /* Stop 5 (child): the parent waits, as a process does at a semaphore. */
        add(semaphore, 1);
        exit(EXIT_SUCCESS);
    }
    take(semaphore);
    wait_for(child);
    close(semaphore);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */

    take_all();
    take_one_by_one();
    return EXIT_SUCCESS;
}
