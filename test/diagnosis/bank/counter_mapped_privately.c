/*
 * counter_mapped_privately.c: a child counts in a copy of its own.
 * finding: IPC082
 * words: only by private mappings (counter_mapped_privately.c:16)
 * lines: 16 15
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int file = open("counter", O_RDWR | O_CREAT, 0600);
    ftruncate(file, 4096);
    int *counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    if (fork() == 0) {
        *counter = 42;
        _exit(0);
    }
    wait(NULL);
    return *counter == 42;
}
