/*
 * closed_twice.c: a function closes a descriptor, and so does its caller.
 * finding: IPC013
 * words: failed with EBADF: p1 has closed the descriptor
 * lines: 21 11
 */
#include <unistd.h>

static void finish(int fd)
{
    close(fd);
}

int main(void)
{
    int ends[2];

    pipe(ends);
    finish(ends[1]);
    close(ends[0]);
    close(ends[1]);
    return 0;
}
