/*
 * result_not_awaited_ok.c: the parent waits for the end of its child, and then reads.
 * memory: watched
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
    wait(NULL);
    printf("%s\n", answer);
    return 0;
}
