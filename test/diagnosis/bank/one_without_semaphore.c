/*
 * one_without_semaphore.c: the child takes the semaphore around the balance, the parent has forgotten to.
 * finding: IPC080
 * memory: watched
 * words: held around both
 * lines: 30 30
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/sem.h>
#include <sys/wait.h>
#include <unistd.h>

static int semaphores;

static void take(void)
{
    semop(semaphores, &(struct sembuf){ .sem_op = -1, .sem_flg = SEM_UNDO }, 1);
}

static void give(void)
{
    semop(semaphores, &(struct sembuf){ .sem_op = 1, .sem_flg = SEM_UNDO }, 1);
}

static void pay(int *balance, int is_careful)
{
    if (is_careful)
        take();
    *balance = *balance + 10;
    if (is_careful)
        give();
}

int main(void)
{
    semaphores = semget(IPC_PRIVATE, 1, 0600);
    semctl(semaphores, 0, SETVAL, 1);
    int *balance = mmap(NULL, sizeof *balance, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pid_t child = fork();
    pay(balance, child == 0);
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    semctl(semaphores, 0, IPC_RMID);
    return 0;
}
