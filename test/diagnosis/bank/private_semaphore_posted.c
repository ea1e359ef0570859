/*
 * private_semaphore_posted.c: a semaphore in shared memory, made for the threads of one process; its child posts and ends. The child's end sends SIGCHLD,
 * which the parent ignores: it must not end the wait, under a tracer as little as alone.
 * finding: IPC004, hangs
 * words: It needs sem_init with pshared 1
 * lines: 15 23
 */
#include <semaphore.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    sem_t *posted = mmap(NULL, sizeof *posted, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    sem_init(posted, 0, 0);
    if (fork() == 0) {
        usleep(50000);
        sem_post(posted);
        _exit(0);
    }
    sem_wait(posted);
    wait(NULL);
    return 0;
}
