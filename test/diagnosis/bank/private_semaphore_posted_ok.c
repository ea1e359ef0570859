/* private_semaphore_posted_ok.c: a semaphore in shared memory, made for several processes. */
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    sem_t *posted = mmap(NULL, sizeof *posted, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    sem_init(posted, 1, 0);
    if (fork() == 0) {
        usleep(50000);
        sem_post(posted);
        _exit(0);
    }
    sem_wait(posted);
    wait(NULL);
    return 0;
}
