/*
 * counter_mapped_privately_ok.c: the child counts where its parent looks.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int file = open("counter", O_RDWR | O_CREAT, 0600);
    ftruncate(file, 4096);
    int *counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (fork() == 0) {
        *counter = 42;
        _exit(0);
    }
    wait(NULL);
    return *counter != 42;
}
