/*
 * semaphore_taken_along.c: of three processes one ends while it has the semaphore, without SEM_UNDO.
 * finding: IPC006, hangs
 * words: p2 has ended with the semaphore that it took
 * lines: 18 18 44
 */
#include <signal.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int set;

static void change(short by)
{
    struct sembuf operation = { 0, by, 0 };
    semop(set, &operation, 1);
}

static void stop(int signal)
{
    (void)signal;
    semctl(set, 0, IPC_RMID);
    _exit(1);
}

int main(void)
{
    signal(SIGTERM, stop); /* as check ends it */
    set = semget(IPC_PRIVATE, 1, 0600);
    semctl(set, 0, SETVAL, 1);
    if (fork() == 0) {
        change(-1);
        _exit(1); /* as after an error */
    }
    wait(NULL);
    if (fork() == 0) {
        signal(SIGTERM, SIG_DFL);
        change(-1);
        change(1);
        _exit(0);
    }
    wait(NULL);
    semctl(set, 0, IPC_RMID);
    return 0;
}
