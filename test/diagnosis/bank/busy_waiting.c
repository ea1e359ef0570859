/*
 * busy_waiting.c: a loop tries read until it does not fail with EAGAIN.
 * finding: IPC024
 * words: failed with EAGAIN
 * lines: 24
 */
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2], go[2];
    char byte;

    pipe2(ends, O_NONBLOCK);
    pipe(go);
    if (fork() == 0) {
        read(go[0], &byte, 1);
        write(ends[1], "a", 1);
        _exit(0);
    }
    for (int tries = 0; tries < 3000; tries++)
        read(ends[0], &byte, 1); /* EAGAIN */
    write(go[1], "g", 1);
    wait(NULL);
    return 0;
}
