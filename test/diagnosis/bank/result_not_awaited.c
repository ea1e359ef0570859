/*
 * result_not_awaited.c: a parent reads its child's answer without waiting for the child.
 * finding: IPC080
 * memory: watched
 * words: nothing orders the two
 * lines: 19 23
 */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char *answer = mmap(NULL, 100, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (fork() == 0) {
        strcpy(answer, "the answer of the child, in many words");
        _exit(0);
    }
    usleep(1000); /* "It will be ready by now." */
    printf("%s\n", answer);
    wait(NULL);
    return 0;
}
