/*
 * private_mapping_ok.c: the mapping is shared; a second one, private, is the process's own.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int file = open("results", O_RDWR | O_CREAT, 0600);
    ftruncate(file, 4096);
    char *results = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    char *own = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    own[0] = 'x';
    if (fork() == 0) {
        strcpy(results, "result"), msync(results, 4096, MS_SYNC);
        _exit(0);
    }
    wait(NULL);
    return results[0] == 'r';
}
