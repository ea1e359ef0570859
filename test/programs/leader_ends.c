/* leader_ends.c: the first thread ends before another, which goes on, and whose child is the process's. */
#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_t first;

static void *rest(void *unused)
{
    int tube[2];
    char byte;

    pthread_join(first, NULL);
    if (pipe(tube) != 0)
        return unused;
    if (fork() == 0)
        _exit((int) write(tube[1], "a", 1) - 1);
    if (read(tube[0], &byte, 1) == 1)
        wait(NULL);
    return unused;
}

int main(void)
{
    pthread_t other;

    first = pthread_self();
    pthread_create(&other, NULL, rest, NULL);
    pthread_exit(NULL);
}
