/*
 * printed_in_vain_ok.c: printed_in_vain.c, with exit instead.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0) {
        printf("from the child, %d\n", getpid());
        close(0);
        exit(0);
    }
    wait(NULL);
    return 0;
}
