/*
 * busy_waiting.c: a loop tries read until it does not fail with EAGAIN.
 * finding: IPC024
 * words: failed with EAGAIN
 * lines: 22
 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char byte;

    pipe2(ends, O_NONBLOCK);
    if (fork() == 0) {
        usleep(200000);
        write(ends[1], "a", 1);
        _exit(0);
    }
    while (read(ends[0], &byte, 1) != 1)
        ; /* EAGAIN */
    wait(NULL);
    return 0;
}
