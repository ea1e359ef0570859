/*
 * lock_file_ok.c: a file that only one can make keeps two children apart.
 * memory: watched
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void count(int *shared) {
    int file;
    while ((file = open("lock", O_CREAT | O_EXCL, 0600)) == -1)
        usleep(100);
    close(file);
    (*shared)++;
    unlink("lock");
}

int main(void) {
    int *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int child = 0; child < 2; child++) {
        if (fork() == 0) {
            for (int round = 0; round < 5; round++)
                count(shared);
            _exit(0);
        }
    }
    wait(NULL), wait(NULL);
    return *shared != 10;
}
