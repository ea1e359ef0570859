/*
 * semaphore_never_set.c: a System V semaphore that guards what it guards from 0 on, since nobody has given it a value.
 * finding: IPC004, hangs
 * words: Nobody has given semaphore 0 of semaphoreSet1 a value since p1 made the set
 * lines: 30 18
 */
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int set;

static void change(short by)
{
    struct sembuf operation = { 0, by, SEM_UNDO };

    semop(set, &operation, 1);
}

static void work(void)
{
    change(-1);
    usleep(10000);
    change(1);
}

int main(void)
{
    set = semget(IPC_PRIVATE, 1, 0600);
    if (fork() == 0) {
        work();
        _exit(0);
    }
    work();
    wait(NULL);
    semctl(set, 0, IPC_RMID);
    return 0;
}
