/*
 * printed_before_exec_ok.c: printed_before_exec.c, with what was printed written first.
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(const char *program)
{
    printf("I run %s now.\n", program);
    fflush(stdout);
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
