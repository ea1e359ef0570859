/*
 * counter_without_lock.c: two children count in shared memory, and nothing keeps one from storing between the other's load and store.
 * finding: IPC080
 * memory: watched
 * words: what that has written is lost
 * lines: 18 18
 */
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int *counter = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int child = 0; child < 2; child++) {
        if (fork() == 0) {
            (*counter)++;
            _exit(0);
        }
    }
    wait(NULL), wait(NULL);
    return *counter == 0;
}
