/*
 * semaphore_of_one_process_ok.c: semaphore_of_one_process.c, with pshared 1.
 */
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    sem_t *ready = mmap(NULL, sizeof *ready, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    sem_init(ready, 1, 0);
    if (fork() == 0) {
        usleep(300 * 1000);
        sem_post(ready);
        _exit(0);
    }
    while (sem_wait(ready) != 0)
        continue;
    wait(NULL);
    return 0;
}
