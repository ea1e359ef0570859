/*
 * sigpipe_death.c: a server writes to a client that has gone, and SIGPIPE ends it.
 * finding: IPC050
 * words: SIGPIPE has ended p1 in write(4)
 * lines: 25
 */
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char byte;

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    if (fork() == 0) {
        close(ends[1]);
        read(ends[0], &byte, 1);
        _exit(0); /* the client has enough */
    }
    close(ends[0]);
    write(ends[1], "a", 1);
    wait(NULL);
    write(ends[1], "b", 1);
    return 0;
}
