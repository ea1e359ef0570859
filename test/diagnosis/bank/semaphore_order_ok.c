/* semaphore_order_ok.c: both take the first one first. */
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int set;

static void change(unsigned short semaphore, short by)
{
    struct sembuf operation = { semaphore, by, 0 };

    if (semop(set, &operation, 1) == -1)
        _exit(1);
}

static void transfer(unsigned short from, unsigned short to)
{
    change(from, -1);
    usleep(200000);
    change(to, -1);
    change(from, 1);
    change(to, 1);
    _exit(0);
}

int main(void)
{
    set = semget(IPC_PRIVATE, 2, 0600);
    change(0, 1);
    change(1, 1);
    if (fork() == 0)
        transfer(0, 1);
    if (fork() == 0)
        transfer(0, 1);
    while (wait(NULL) > 0)
        ;
    semctl(set, 0, IPC_RMID);
    return 0;
}
