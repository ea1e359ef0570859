/*
 * connection_read_after_end.c: a loop takes the end of a connection for an empty line.
 * finding: IPC023
 * words: recv(3) (connection_read_after_end.c:24) of p1 returned 0
 * lines: 24
 */
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char bytes[16];
    int ends[2];

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    if (fork() == 0) {
        close(ends[0]);
        send(ends[1], "quit", 4, 0);
        _exit(0);
    }
    close(ends[1]);
    for (int times = 0; times < 1000; times++)
        recv(ends[0], bytes, sizeof bytes, 0);
    wait(NULL);
    return 0;
}
