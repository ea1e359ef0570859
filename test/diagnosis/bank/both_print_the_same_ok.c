/*
 * both_print_the_same_ok.c: suspicious, but correct: two processes print the same after a fork, as each is to.
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t child = fork();

    puts("hello");
    if (child > 0)
        wait(NULL);
    return 0;
}
