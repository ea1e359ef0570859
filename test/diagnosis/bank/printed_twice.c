/*
 * printed_twice.c: what was printed before a fork is still in the buffer of stdio, and both processes write it.
 * finding: IPC028
 * words: fflush(stdout) belongs before fork
 * lines: 17 15
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { workers = 2 };

int main(void)
{
    printf("%d workers\n", workers);
    for (int i = 0; i < workers; i++)
        if (fork() == 0) {
            printf("worker %d\n", i);
            return 0;
        }
    while (wait(NULL) > 0)
        continue;
    puts("done");
    return 0;
}
