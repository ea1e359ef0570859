/*
 * buffer_used_again.c: a pipe tells the child that a message is ready, but nobody tells the parent that it may write the next.
 * finding: IPC080
 * memory: watched
 * words: A part of the bytes may be of before
 * lines: 28 18
 */
#define _DEFAULT_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static void take(int ready, const char *buffer, char *own)
{
    char byte;
    read(ready, &byte, 1);
    memcpy(own, buffer, 64);
}

int main(void)
{
    int ready[2];
    char *buffer = mmap(NULL, 64, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), own[64];
    pipe(ready);
    pid_t child = fork();
    for (int message = 0; child != 0 && message < 2; message++) {
        memset(buffer, 'a' + message, 64);
        write(ready[1], "r", 1);
    }
    for (int message = 0; child == 0 && message < 2; message++)
        take(ready[0], buffer, own);
    return child == 0 ? 0 : waitpid(child, NULL, 0) != child;
}
