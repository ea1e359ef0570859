/*
 * crowd_server.c [CLIENTS [REQUESTS]]: one server with epoll, so many clients, each a process of its own with a connection over
 * loopback, and so many requests in all. Prints how many were answered.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EVENTS = 64, REQUEST = 32 };

static void must(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static void client(const struct sockaddr_in *address, long requests)
{
    char request[REQUEST], answer[REQUEST];
    int server = socket(AF_INET, SOCK_STREAM, 0);

    must(connect(server, (const struct sockaddr *) address, sizeof *address) == 0, "connect");
    for (long i = 0; i < requests; i++) {
        memset(request, 'a' + (int) (i % 26), sizeof request);
        must(send(server, request, sizeof request, 0) == sizeof request, "send");
        must(recv(server, answer, sizeof answer, MSG_WAITALL) == sizeof answer && memcmp(answer, request, sizeof answer) == 0, "recv");
    }
    _exit(EXIT_SUCCESS);
}

static void add(int set, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

    must(epoll_ctl(set, EPOLL_CTL_ADD, fd, &event) == 0, "epoll_ctl");
}

int main(int count, char **words)
{
    long clients = count > 1 ? atol(words[1]) : 200, requests = count > 2 ? atol(words[2]) : 20000, answered = 0;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0), set = epoll_create1(0);
    struct epoll_event events[EVENTS];
    char request[REQUEST];

    must(bind(listener, (struct sockaddr *) &address, sizeof address) == 0, "bind");
    must(getsockname(listener, (struct sockaddr *) &address, &length) == 0 && listen(listener, 512) == 0, "listen");
    for (long i = 0; i < clients; i++) {
        pid_t child = fork();

        must(child != -1, "fork");
        if (child == 0)
            client(&address, requests / clients);
    }
    add(set, listener);
    for (long open = clients; open > 0;) {
        int ready = epoll_wait(set, events, EVENTS, -1);

        must(ready > 0, "epoll_wait");
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;

            if (fd == listener) {
                add(set, accept(listener, NULL, NULL));
                continue;
            }
            ssize_t got = recv(fd, request, sizeof request, 0);
            if (got <= 0) {
                close(fd);
                open--;
                continue;
            }
            must(send(fd, request, (size_t) got, 0) == got, "send");
            answered++;
        }
    }
    while (wait(NULL) > 0)
        ;
    printf("%ld\n", answered);
    return EXIT_SUCCESS;
}
