/*
 * edge_triggered_accept.c: with EPOLLET on the listening socket, one accept for each report.
 * finding: IPC061, hangs
 * words: has left that there
 * lines: 51 50
 */
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_un address = { .sun_family = AF_UNIX };

static int client(int ready)
{
    char answer;
    int connection = socket(AF_UNIX, SOCK_STREAM, 0);

    connect(connection, (struct sockaddr *)&address, sizeof address);
    close(ready);
    return read(connection, &answer, 1) == 1 ? 0 : 1;
}

int main(void)
{
    struct epoll_event wanted = { .events = EPOLLIN | EPOLLET }, came;
    int ready[2];
    char none;

    snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "edge-triggered-accept-%d", getpid());
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    bind(listener, (struct sockaddr *)&address, sizeof address);
    listen(listener, 8);
    pipe(ready);
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            close(listener);
            _exit(client(ready[1]));
        }
    }
    close(ready[1]);
    read(ready[0], &none, 1); /* both are in the queue */
    int epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &wanted);
    for (int served = 0; served < 2; served++) {
        epoll_wait(epoll, &came, 1, -1);
        int connection = accept(listener, NULL, NULL);
        write(connection, "x", 1);
        close(connection);
    }
    while (wait(NULL) > 0)
        continue;
    return 0;
}
