/*
 * socketpair_both_full_ok.c: one end of a connection receives before it sends.
 */
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char bytes[1 << 20];

static void receive(int fd)
{
    for (size_t left = sizeof bytes; left > 0;) {
        ssize_t got = recv(fd, bytes, left, 0);
        if (got <= 0)
            _exit(1);
        left -= (size_t)got;
    }
}

int main(void)
{
    int ends[2];

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    if (fork() == 0) {
        close(ends[0]);
        receive(ends[1]);
        write(ends[1], bytes, sizeof bytes);
        _exit(0);
    }
    close(ends[1]);
    write(ends[0], bytes, sizeof bytes);
    receive(ends[0]);
    wait(NULL);
    return 0;
}
