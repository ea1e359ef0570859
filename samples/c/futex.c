/*
 * futex.c: a lock made of one word in shared memory, by hand. This is what pthread_mutex_lock() does inside.
 *
 * What to watch for in the diagram:
 *   1. Nothing is there before somebody waits: a lock that is free is taken by one atomic
 *      instruction, without a system call. No picture can show that.
 *   2. Who finds it taken writes 2 ("somebody waits") and calls futex(FUTEX_WAIT, 2): sleep
 *      if the word is still 2. Now the word is an object, with a queue.
 *   3. Who unlocks writes 0, and finds that the word was 2: it wakes one who waits.
 *   4. The word says nothing about who has the lock: that is why no owner is shown here.
 *   5. If the word has changed before the kernel looks, the call fails at once (EAGAIN): so
 *      no wake is missed between looking and sleeping.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { FREE, TAKEN, AWAITED }; /* The word. */

static _Atomic uint32_t *word;

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

/* The C library has no function of this name. */
static long futex(int operation, uint32_t value)
{
    return syscall(SYS_futex, word, operation, value, NULL, NULL, 0);
}

static void lock(void)
{
    uint32_t was = FREE;

    if (atomic_compare_exchange_strong(word, &was, TAKEN))
        return; /* No system call. */
    while (atomic_exchange(word, AWAITED) != FREE)
        futex(FUTEX_WAIT, AWAITED); /* Stop here: who has it, and who waits? */
}

static void unlock(void)
{
    if (atomic_exchange(word, FREE) == AWAITED)
        futex(FUTEX_WAKE, 1); /* Stop here: one of the queue is woken. */
}

static void child(long begins)
{
    rest(begins);
    lock();
    printf("child: has the lock\n");
    rest(20);
    unlock();
    exit(EXIT_SUCCESS);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    word = mmap(NULL, sizeof *word, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (word == MAP_FAILED)
        die("mmap");

    lock(); /* Stop 1: nothing to see. */

    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == -1)
            die("fork");
        if (children[i] == 0)
            child(30 + 50 * i);
    }
    rest(150);

    /* Stop 2: both children wait at the word, which is 2. */
    printf("parent: gives up the lock\n");
    unlock();

    for (int i = 0; i < 2; i++)
        if (waitpid(children[i], NULL, 0) == -1)
            die("waitpid");

    /* Stop 3: the word expected something else than it is: no wait. */
    if (futex(FUTEX_WAIT, AWAITED) == -1 && errno == EAGAIN)
        printf("parent: the word is not %d any more\n", AWAITED);
    return EXIT_SUCCESS;
}
