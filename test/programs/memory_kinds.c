/*
 * memory_kinds.c: memory of every kind that processes share, with bytes in it, in two processes: a System V segment that is attached
 * twice, a file of which a part is mapped beside the whole, and memory of no file.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

static char path[] = "/tmp/ipcscope-kinds-XXXXXX";

static void *checked(void *memory)
{
    if (memory == (void *) -1) {
        perror("memory_kinds");
        exit(EXIT_FAILURE);
    }
    return memory;
}

int main(void)
{
    int segment = shmget((key_t) getpid(), 2 * PAGE, IPC_CREAT | IPC_EXCL | 0600);
    char *first = checked(shmat(segment, NULL, 0));
    char *second = checked(shmat(segment, NULL, SHM_RDONLY));
    int fd = mkstemp(path);

    if (fd == -1 || ftruncate(fd, 2 * PAGE) == -1)
        return EXIT_FAILURE;
    unlink(path);
    char *whole = checked(mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0));
    char *part = checked(mmap(NULL, PAGE, PROT_READ, MAP_SHARED, fd, PAGE));
    char *anonymous = checked(mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));

    close(fd);
    strcpy(first, "segment");
    strcpy(whole, "file");
    strcpy(anonymous, "anonymous");
    pid_t child = fork();
    if (child == 0) {
        strcpy(whole + PAGE, "part");
        getppid();
        _exit(strcmp(second, "segment") != 0 || strcmp(part, "part") != 0);
    }
    int status = 1;
    waitpid(child, &status, 0);
    shmctl(segment, IPC_RMID, NULL);
    shmdt(second);
    shmdt(first);
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
