/* reuse_port.c: several sockets with one name (SO_REUSEPORT): the kernel chooses which one gets a connection, or a datagram. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { group_size = 3, client_count = 4 };

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static void bind_all(int type, int sockets[group_size], struct sockaddr_in *address)
{
    socklen_t size = sizeof *address;
    int on = 1;

    *address = (struct sockaddr_in){ .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    for (int i = 0; i < group_size; i++) {
        sockets[i] = socket(AF_INET, type, 0);
        require(setsockopt(sockets[i], SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) == 0, "SO_REUSEPORT");
        require(bind(sockets[i], (struct sockaddr *) address, size) == 0, "bind");
        require(getsockname(sockets[i], (struct sockaddr *) address, &size) == 0, "getsockname");
        require(type != SOCK_STREAM || listen(sockets[i], client_count) == 0, "listen");
    }
}

static int next_ready(const int sockets[group_size])
{
    struct pollfd polled[group_size];

    for (int i = 0; i < group_size; i++)
        polled[i] = (struct pollfd){ .fd = sockets[i], .events = POLLIN };
    require(poll(polled, group_size, -1) > 0, "poll");
    for (int i = 0; i < group_size; i++)
        if (polled[i].revents != 0)
            return sockets[i];
    return -1;
}

static void connections(void)
{
    int listening[group_size], clients[client_count];
    struct sockaddr_in address;
    char byte;

    bind_all(SOCK_STREAM, listening, &address);
    for (int i = 0; i < client_count; i++) {
        clients[i] = socket(AF_INET, SOCK_STREAM, 0);
        require(connect(clients[i], (struct sockaddr *) &address, sizeof address) == 0, "connect");
        require(write(clients[i], "q", 1) == 1, "write");
    }
    for (int i = 0; i < client_count; i++) {
        int accepted = accept(next_ready(listening), NULL, NULL);
        require(accepted >= 0 && read(accepted, &byte, 1) == 1, "accept");
        close(accepted);
    }
    for (int i = 0; i < client_count; i++)
        close(clients[i]);
    for (int i = 0; i < group_size; i++)
        close(listening[i]);
}

static void datagrams(void)
{
    int receivers[group_size];
    struct sockaddr_in address;
    char byte;

    bind_all(SOCK_DGRAM, receivers, &address);
    for (int i = 0; i < client_count; i++) {
        int sender = socket(AF_INET, SOCK_DGRAM, 0);
        if (i % 2 == 0)
            require(sendto(sender, "d", 1, 0, (struct sockaddr *) &address, sizeof address) == 1, "sendto");
        else
            require(connect(sender, (struct sockaddr *) &address, sizeof address) == 0 && send(sender, "d", 1, 0) == 1, "send");
        close(sender);
    }
    for (int i = 0; i < client_count; i++)
        require(recv(next_ready(receivers), &byte, 1, 0) == 1, "recv");
    for (int i = 0; i < group_size; i++)
        close(receivers[i]);
}

int main(void)
{
    connections();
    datagrams();
    return EXIT_SUCCESS;
}
