/*
 * own_semaphore.c: an unnamed semaphore in private memory: fork makes a second one.
 * finding: IPC004, hangs
 * words: No process has what could end that
 * lines: 17 21
 */
#include <semaphore.h>
#include <sys/wait.h>
#include <unistd.h>

static sem_t ready;

int main(void)
{
    sem_init(&ready, 1, 0);
    if (fork() == 0) {
        sem_wait(&ready);
        _exit(0);
    }
    sem_post(&ready);
    wait(NULL);
    return 0;
}
