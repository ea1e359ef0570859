/*
 * shared_crash.c: memory of several kinds, which two processes share, and a process that ends with SIGSEGV while it is
 * mapped: whoever holds it there sees what is in it.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

int main(void)
{
    int segment = shmget(IPC_PRIVATE, 2 * PAGE, 0600);
    char *attached = shmat(segment, NULL, 0);
    char *anonymous = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int file = memfd_create("crash", 0);
    char *nothing = NULL;

    if (segment == -1 || attached == (void *) -1 || anonymous == MAP_FAILED || ftruncate(file, PAGE) == -1)
        return EXIT_FAILURE;
    char *mapped = mmap(NULL, 2 * PAGE, PROT_NONE, MAP_SHARED, file, 0);
    shmctl(segment, IPC_RMID, NULL);
    if (mapped == MAP_FAILED || pwrite(file, "in a file", 9, 0) != 9)
        return EXIT_FAILURE;
    strcpy(attached, "in a segment");
    if (fork() == 0) {
        strcpy(anonymous, "of a child");
        _exit(EXIT_SUCCESS);
    }
    wait(NULL);
    *nothing = 1;
}
