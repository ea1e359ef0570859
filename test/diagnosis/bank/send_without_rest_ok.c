/*
 * send_without_rest_ok.c: the rest is sent when there is room, unless the other side has gone.
 */
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static char block[4 * 1024 * 1024];

static void push(int connection)
{
    struct pollfd room = { .fd = connection, .events = POLLOUT };

    for (size_t done = 0; done < sizeof block;) {
        ssize_t n = send(connection, block + done, sizeof block - done, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n > 0)
            done += n;
        else if (n < 0 && errno != EAGAIN)
            break;
        if (n < 0 || done < sizeof block)
            poll(&room, 1, -1);
        if (room.revents & (POLLHUP | POLLERR))
            break;
    }
    close(connection);
}

static void serve(size_t wanted)
{
    int ends[2];
    char bytes[65536];

    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    if (fork() == 0) {
        close(ends[0]);
        for (ssize_t n; wanted > 0 && (n = read(ends[1], bytes, sizeof bytes)) > 0;)
            wanted -= (size_t)n < wanted ? (size_t)n : wanted;
        _exit(0);
    }
    close(ends[1]);
    push(ends[0]);
    wait(NULL);
}

int main(void)
{
    serve(sizeof block);
    serve(100);
    return 0;
}
