/*
 * sigpipe_of_connection_ok.c: send() with MSG_NOSIGNAL says by EPIPE that the other end is closed.
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
    send(ends[0], "request", 7, MSG_NOSIGNAL);
    return 0;
}
