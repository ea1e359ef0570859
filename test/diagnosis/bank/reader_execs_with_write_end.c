/*
 * reader_execs_with_write_end.c: the program that reads has the write end as well, from before exec.
 * finding: IPC002, hangs
 * words: own descriptor 4
 * lines: 15 24
 */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];

    pipe(ends);
    if (fork() == 0) {
        dup2(ends[0], 0);
        close(ends[0]);
        execlp("cat", "cat", (char *)NULL);
        _exit(127);
    }
    close(ends[0]);
    write(ends[1], "line\n", 5);
    close(ends[1]);
    wait(NULL);
    return 0;
}
