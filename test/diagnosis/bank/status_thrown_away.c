/*
 * status_thrown_away.c: a child crashes, and its parent, which waits without asking for the status, says that all is well.
 * finding: IPC035
 * words: SIGSEGV ended p2 (status_thrown_away.c:14), but p1 never learned of it
 * lines: 26 14
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void store(int *place)
{
    int number = 42;
    *place = number;
}

static int run(void (*work)(int *), int *place)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        work(place);
        _exit(0);
    }
    waitpid(child, NULL, 0);
    return status == 0;
}

int main(void)
{
    if (run(store, NULL))
        puts("stored");
    return 0;
}
