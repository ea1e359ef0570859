/*
 * sigpipe_of_connection.c: the other end of a connection is closed, and SIGPIPE ends the sender.
 * finding: IPC050
 * words: SIGPIPE has ended p1 in send(3)
 * lines: 22
 */
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    if (fork() == 0) {
        close(ends[0]);
        _exit(0);
    }
    close(ends[1]);
    wait(NULL);
    send(ends[0], "request", 7, 0);
    return 0;
}
