/*
 * buffer_used_again_ok.c: a second pipe tells the parent that the buffer is free again.
 * memory: watched
 */
#define _DEFAULT_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void take(int ready, int taken, const char *buffer, char *own)
{
    char byte;
    read(ready, &byte, 1);
    memcpy(own, buffer, 64);
    write(taken, "t", 1);
}

int main(void)
{
    int ready[2], taken[2];
    char *buffer = mmap(NULL, 64, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), own[64], byte;
    pipe(ready), pipe(taken);
    pid_t child = fork();
    for (int message = 0; child != 0 && message < 2; message++) {
        memset(buffer, 'a' + message, 64);
        write(ready[1], "r", 1);
        read(taken[0], &byte, 1);
    }
    for (int message = 0; child == 0 && message < 2; message++)
        take(ready[0], taken[1], buffer, own);
    return child == 0 ? 0 : waitpid(child, NULL, 0) != child;
}
