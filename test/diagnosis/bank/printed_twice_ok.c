/*
 * printed_twice_ok.c: printed_twice.c, with what was printed written first.
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { workers = 2 };

int main(void)
{
    printf("%d workers\n", workers);
    fflush(stdout);
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
