/*
 * semaphore_set.c: System V semaphores in the ways that have rules of their own (semop(2), semctl(2), ipc/sem.c): all or
 * none, who waits where, who is woken, what ends undo and who shares that, limits and errors. Ends with 1 when a result is
 * not the expected one. Whoever finds that removes the set.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SEMAPHORES = 3, LARGEST = 32767, MOST_AT_ONCE = 500 };

static int set = -1; /* The one that is tried at the moment; there is no other. */

static void remove_set(void)
{
    semctl(set, 0, IPC_RMID);
    set = -1;
}

/* A result that is an error is its negative number. */
static void expect(long result, long expected, const char *what)
{
    if (result == -1)
        result = -errno;
    if (result == expected)
        return;
    fprintf(stderr, "%s: %ld instead of %ld\n", what, result, expected);
    remove_set();
    exit(EXIT_FAILURE);
}

/* How many wait, for more (GETNCNT) or for zero (GETZCNT). */
static void until_there_wait(long many, int semaphore, int command)
{
    struct timespec duration = { 0, 10 * 1000 * 1000 };

    while (semctl(set, semaphore, command) != many)
        nanosleep(&duration, NULL);
}

static void make_set(void)
{
    set = semget(IPC_PRIVATE, SEMAPHORES, 0600);
    if (set == -1)
        expect(set, 0, "semget");
}

static long operate(int semaphore, int change, int flags)
{
    struct sembuf operation = { (unsigned short) semaphore, (short) change, (short) flags };

    return semop(set, &operation, 1);
}

static long value(int semaphore)
{
    return semctl(set, semaphore, GETVAL);
}

static void expect_values(long first, long second, long third, const char *what)
{
    unsigned short values[SEMAPHORES];

    expect(semctl(set, 0, GETALL, values), 0, what);
    expect(values[0], first, what);
    expect(values[1], second, what);
    expect(values[2], third, what);
}

static void set_values(int first, int second, int third)
{
    unsigned short values[SEMAPHORES] = { (unsigned short) first, (unsigned short) second, (unsigned short) third };

    expect(semctl(set, 0, SETALL, values), 0, "SETALL");
}

static pid_t start(void)
{
    pid_t child = fork();

    if (child == -1)
        expect(child, 0, "fork");
    return child;
}

static void finish(pid_t child, int expected)
{
    int status;

    expect(waitpid(child, &status, 0), child, "waitpid");
    expect(status, expected, "a child's status");
}

static void all_or_none(void)
{
    struct sembuf two[] = { { 0, -1, IPC_NOWAIT }, { 1, -1, IPC_NOWAIT } };
    struct sembuf same[] = { { 0, -2, 0 }, { 0, 0, 0 }, { 0, +5, 0 } };
    struct sembuf late[] = { { 0, +1, 0 }, { 2, 0, IPC_NOWAIT }, { 1, -1, IPC_NOWAIT } };

    make_set();
    set_values(2, 0, 0);
    expect(semop(set, two, 2), -EAGAIN, "one of two");
    expect_values(2, 0, 0, "nothing done");
    expect(semop(set, same, 3), 0, "one semaphore three times");
    expect_values(5, 0, 0, "all done");
    expect(semop(set, late, 3), -EAGAIN, "the last of three");
    expect_values(5, 0, 0, "nothing done, again");
    remove_set();
}

static void limits(void)
{
    struct sembuf many[MOST_AT_ONCE + 1] = { { 0, 0, 0 } };
    struct sembuf undo[] = { { 0, -LARGEST, SEM_UNDO }, { 0, LARGEST, 0 }, { 0, -2, SEM_UNDO } };

    make_set();
    for (int place = 0; place <= MOST_AT_ONCE; place++)
        many[place] = (struct sembuf){ 1, place % 2 == 0 ? 1 : -1, 0 };
    expect(semop(set, many, MOST_AT_ONCE), 0, "many operations");
    expect(semop(set, many, MOST_AT_ONCE + 1), -E2BIG, "too many operations");
    expect(semop(set, many, 0), -EINVAL, "no operation");
    expect(operate(SEMAPHORES, 1, 0), -EFBIG, "no such semaphore");
    expect(semctl(set, 0, SETVAL, LARGEST), 0, "the largest value");
    expect(operate(0, 1, 0), -ERANGE, "more than the largest");
    expect(semctl(set, 0, SETVAL, LARGEST + 1), -ERANGE, "SETVAL of more");
    expect(semctl(set, SEMAPHORES, SETVAL, 1), -EINVAL, "SETVAL of none");
    expect(semop(set, undo, 3), -ERANGE, "more to undo than is possible");
    expect(value(0), LARGEST, "nothing done");
    expect(semop(set, NULL, 1), -EFAULT, "no operations there");
    expect(semctl(set, 0, SETALL, (void *) 1), -EFAULT, "no values there");
    remove_set();
    expect(operate(0, 1, 0), -EINVAL, "a removed set");
}

static void facts(void)
{
    struct semid_ds status;

    make_set();
    expect(operate(0, +1, 0), 0, "one more");
    expect(semctl(set, 0, GETPID), getpid(), "GETPID");
    expect(semctl(set, 1, GETPID), 0, "GETPID of an unused one");
    expect(operate(1, 0, 0), 0, "a wait for zero that does not wait");
    expect(semctl(set, 1, GETPID), getpid(), "GETPID after it");
    expect(semctl(set, 0, IPC_STAT, &status), 0, "IPC_STAT");
    expect((long) status.sem_nsems, SEMAPHORES, "sem_nsems");
    status.sem_perm.mode = 0640;
    expect(semctl(set, 0, IPC_SET, &status), 0, "IPC_SET");
    remove_set();
}

/* Of three that wait the second can be done first; then the others in their order. */
static void waiters(void)
{
    static const int wanted[] = { 3, 1, 2 };
    pid_t children[3];

    make_set();
    for (int child = 0; child < 3; child++) {
        children[child] = start();
        if (children[child] == 0)
            _exit(operate(0, -wanted[child], 0) == 0 ? 0 : 1);
        until_there_wait(child + 1, 0, GETNCNT);
    }
    expect(semctl(set, 0, GETNCNT), 3, "three wait");
    expect(operate(0, +1, 0), 0, "one more");
    finish(children[1], 0);
    expect(operate(0, +2, 0), 0, "two more");
    finish(children[2], 0);
    expect(semctl(set, 0, GETNCNT), 1, "one waits");
    expect(semctl(set, 0, SETVAL, 4), 0, "SETVAL");
    finish(children[0], 0);
    expect(value(0), 1, "one is left");
    remove_set();
}

/* Those that wait for several semaphores at once, and for zero: where they sleep changes meanwhile. */
static void complex_waiters(void)
{
    struct sembuf both[] = { { 0, -1, 0 }, { 1, -1, 0 } };
    struct sembuf zeros[] = { { 0, 0, 0 }, { 1, 0, 0 }, { 2, 0, 0 } };
    pid_t taker, waiter;

    make_set();
    set_values(1, 0, 1);
    taker = start();
    if (taker == 0)
        _exit(semop(set, both, 2) == 0 ? 0 : 1);
    until_there_wait(1, 1, GETNCNT);
    waiter = start();
    if (waiter == 0)
        _exit(semop(set, zeros, 3) == 0 ? 0 : 1);
    until_there_wait(1, 0, GETZCNT);
    expect(semctl(set, 1, GETNCNT), 1, "the taker sleeps at 1");
    expect(semctl(set, 0, GETZCNT), 1, "the other at 0");
    expect(operate(0, -1, 0), 0, "take what the first needs");
    expect(semctl(set, 0, GETNCNT), 1, "now at 0");
    expect(semctl(set, 2, GETZCNT), 1, "now at 2");
    expect(operate(1, +1, 0), 0, "give what the first needed");
    expect(semctl(set, 2, GETZCNT), 1, "still at 2, for nothing has become 0");
    expect(operate(2, -1, 0), 0, "semaphore 2 is 0");
    expect(semctl(set, 1, GETZCNT), 1, "now at 1");
    expect(operate(0, +1, 0), 0, "the taker goes on");
    finish(taker, 0);
    finish(waiter, 0);
    expect_values(0, 0, 0, "all is taken");
    remove_set();
}

static void removed(void)
{
    pid_t child;

    make_set();
    child = start();
    if (child == 0)
        _exit(operate(0, -1, 0) == -1 && errno == EIDRM ? 0 : 1);
    until_there_wait(1, 0, GETNCNT);
    remove_set();
    finish(child, 0);
}

static void handle(int number)
{
    (void) number;
}

static void timed_and_interrupted(void)
{
    struct sembuf down = { 0, -1, 0 };
    struct timespec soon = { 0, 20 * 1000 * 1000 };
    struct sigaction action = { .sa_handler = handle, .sa_flags = SA_RESTART };
    pid_t child;

    make_set();
    expect(semtimedop(set, &down, 1, &soon), -EAGAIN, "semtimedop");
    child = start();
    if (child == 0) {
        sigaction(SIGUSR1, &action, NULL);
        expect(operate(0, +2, 0), 0, "ready");
        expect(operate(1, -1, 0), -EINTR, "a handler, and no restart");
        _exit(0);
    }
    expect(operate(0, -2, 0), 0, "the child is ready");
    until_there_wait(1, 1, GETNCNT);
    kill(child, SIGUSR1);
    finish(child, 0);
    remove_set();
}

static void undone(void)
{
    struct sembuf mixed[] = { { 0, -2, SEM_UNDO }, { 1, +3, SEM_UNDO }, { 2, +1, 0 } };
    pid_t child, waiter;

    make_set();
    set_values(5, 0, 0);
    child = start();
    if (child == 0) {
        expect(semop(set, mixed, 3), 0, "mixed");
        pause();
    }
    expect(operate(2, -1, 0), 0, "the child is ready");
    expect_values(3, 3, 0, "what the child did");
    waiter = start();
    if (waiter == 0)
        _exit(operate(0, -5, 0) == 0 ? 0 : 1);
    expect(operate(1, -2, 0), 0, "most of what it gave");
    until_there_wait(1, 0, GETNCNT);
    kill(child, SIGKILL); /* Its end would take 3 from 1: it takes what is there. */
    finish(child, SIGKILL);
    finish(waiter, 0);
    expect_values(0, 0, 0, "after its end");

    child = start();
    if (child == 0) {
        expect(operate(0, +4, SEM_UNDO), 0, "four");
        _exit(0);
    }
    finish(child, 0);
    expect(value(0), 0, "nothing is left");

    child = start();
    if (child == 0) {
        expect(operate(0, +4, SEM_UNDO), 0, "four, once more");
        expect(semctl(set, 0, SETVAL, 4), 0, "SETVAL forgets");
        _exit(0);
    }
    finish(child, 0);
    expect(value(0), 4, "what was set");
    remove_set();
}

static void *take_with_undo(void *unused)
{
    expect(operate(0, -1, SEM_UNDO), 0, "a thread takes");
    return unused;
}

/* Threads share what is to be undone; a child of fork(2) does not have it, exec(2) keeps it. */
static void shared_undo(void)
{
    pid_t child;

    make_set();
    set_values(3, 0, 0);
    child = start();
    if (child == 0) {
        pthread_t thread;

        expect(-pthread_create(&thread, NULL, take_with_undo, NULL), 0, "pthread_create");
        pthread_join(thread, NULL);
        expect(value(0), 2, "the thread's end undoes nothing");
        pid_t grandchild = start();
        if (grandchild == 0)
            _exit(0);
        finish(grandchild, 0);
        expect(value(0), 2, "nor that of a child");
        execl("/bin/true", "true", NULL);
        _exit(1);
    }
    finish(child, 0);
    expect(value(0), 3, "the process's end does");

    child = start();
    if (child == 0) {
        expect(operate(0, -1, SEM_UNDO), 0, "take");
        expect(unshare(CLONE_SYSVSEM), 0, "unshare");
        expect(value(0), 3, "unshare(2) undoes");
        _exit(0);
    }
    finish(child, 0);
    remove_set();
}

static char stack[64 * 1024] __attribute__((aligned(16)));

static int shares(void *unused)
{
    (void) unused;
    expect(operate(0, -1, SEM_UNDO), 0, "take in common");
    return 0;
}

/* CLONE_SYSVSEM: only the end of both undoes. */
static void shared_by_processes(void)
{
    pid_t child;

    make_set();
    set_values(3, 0, 0);
    child = start();
    if (child == 0) {
        pid_t other = clone(shares, stack + sizeof stack, CLONE_SYSVSEM | SIGCHLD, NULL);

        finish(other, 0);
        expect(value(0), 2, "the end of one undoes nothing");
        _exit(0);
    }
    finish(child, 0);
    expect(value(0), 3, "that of both does");
    remove_set();
}

static void keys(void)
{
    key_t key = (key_t) getpid() * 2 + 1;

    set = semget(key, SEMAPHORES, IPC_CREAT | IPC_EXCL | 0600);
    if (set == -1)
        expect(set, 0, "semget");
    expect(semget(key, SEMAPHORES, IPC_CREAT | IPC_EXCL | 0600), -EEXIST, "the same key");
    expect(semget(key, SEMAPHORES + 1, 0), -EINVAL, "more semaphores than there are");
    expect(semget(key, 0, 0), set, "the same set");
    expect(semget(key, 1, IPC_CREAT), set, "the same set, once more");
    remove_set();
    expect(semget(key, 0, 0), -ENOENT, "a removed set");
}

int main(void)
{
    all_or_none();
    limits();
    facts();
    waiters();
    complex_waiters();
    removed();
    timed_and_interrupted();
    undone();
    shared_undo();
    shared_by_processes();
    keys();
    return EXIT_SUCCESS;
}
