/*
 * printed_in_vain.c: a child prints, and _exit does away with the buffer of stdio.
 * finding: IPC029
 * words: p2 ended (printed_in_vain.c:16) without writing that
 * lines: 16 14
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0) {
        printf("from the child, %d\n", getpid());
        close(0);
        _exit(0);
    }
    wait(NULL);
    return 0;
}
