/*
 * printed_before_exec.c: a child prints what it is going to execute, and exec replaces the buffer of stdio with all other memory.
 * finding: IPC029
 * words: replaced its memory without writing that
 * lines: 14 13
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(const char *program)
{
    printf("I run %s now.\n", program);
    execlp(program, program, (char *)NULL);
    _exit(127);
}

int main(void)
{
    if (fork() == 0)
        run("true");
    wait(NULL);
    return 0;
}
