/*
 * reader_execs_with_write_end_ok.c: the write end is closed before the program that reads is executed.
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
        close(ends[1]);
        execlp("cat", "cat", (char *)NULL);
        _exit(127);
    }
    close(ends[0]);
    write(ends[1], "line\n", 5);
    close(ends[1]);
    wait(NULL);
    return 0;
}
