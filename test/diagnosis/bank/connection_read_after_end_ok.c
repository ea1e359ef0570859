/*
 * connection_read_after_end_ok.c: a loop ends with the connection.
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
        if (recv(ends[0], bytes, sizeof bytes, 0) <= 0)
            break;
    wait(NULL);
    return 0;
}
