/*
 * A child that was started later has inherited the write end of the pipe of the one before, so the first one never finds
 * the end of its input. Nobody can move; after a second all of them end by SIGALRM.
 */
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t start(int *to)
{
    int ends[2];
    if (pipe(ends) == -1)
        exit(1);
    pid_t child = fork();
    if (child == 0) {
        char byte;
        alarm(1);
        close(ends[1]);
        while (read(ends[0], &byte, 1) == 1)
            continue;
        exit(0);
    }
    close(ends[0]);
    *to = ends[1];
    return child;
}

int main(void)
{
    int first, second;
    pid_t reader = start(&first);
    start(&second);
    alarm(1);
    if (write(first, "first\n", 6) != 6)
        return 1;
    close(first);
    waitpid(reader, NULL, 0);
    return 0;
}
