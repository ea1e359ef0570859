/*
 * semaphore_never_set_ok.c: semaphore_never_set.c, with a value.
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
    semctl(set, 0, SETVAL, 1);
    if (fork() == 0) {
        work();
        _exit(0);
    }
    work();
    wait(NULL);
    semctl(set, 0, IPC_RMID);
    return 0;
}
