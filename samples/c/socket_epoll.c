/*
 * socket_epoll.c: a server for many clients in one process and one thread, with epoll.
 *
 * What to watch for in the diagram:
 *   1. The set is an object of the kernel: a connection is put into it once, when it is accepted,
 *      and no list is handed over at each call. With 10,000 clients that is what counts.
 *   2. EPOLLET: each is reported once for each change. So the server takes all there is, until
 *      EAGAIN, and its sockets must not wait (SOCK_NONBLOCK). broken_edge.c shows why.
 *   3. close() takes a connection out of the set, since no other descriptor leads to it.
 */
#define _GNU_SOURCE /* accept4 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLIENTS = 2 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* At an abstract name, which is in no file system. */
static int listen_at(struct sockaddr_un *address)
{
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (listener == -1)
        die("socket");
    address->sun_family = AF_UNIX;
    snprintf(address->sun_path + 1, sizeof address->sun_path - 1, "ipcscope-%d", (int) getpid());
    if (bind(listener, (struct sockaddr *) address, sizeof *address) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    return listener;
}

static int call(const struct sockaddr_un *address)
{
    int connection = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connection == -1)
        die("socket");
    if (connect(connection, (const struct sockaddr *) address, sizeof *address) == -1)
        die("connect");
    return connection;
}

static void say(int connection, const char *text)
{
    char echo[16];
    size_t length = strlen(text);

    if (write(connection, text, length) != (ssize_t) length)
        die("write");
    for (size_t got = 0; got < length;) {
        ssize_t part = read(connection, echo, sizeof echo);
        if (part <= 0)
            die("read");
        got += (size_t) part;
    }
}

/* Says that nothing more comes, and waits until the server has heard it. */
static void finish(int connection)
{
    char nothing;

    if (shutdown(connection, SHUT_WR) == -1)
        die("shutdown");
    if (read(connection, &nothing, 1) != 0)
        die("read");
    close(connection);
}

/* Two conversations at once, in turns. */
static void client(const struct sockaddr_un *address)
{
    int first = call(address);
    say(first, "one");
    int second = call(address);
    say(second, "two");
    say(first, "three");
    finish(second);
    finish(first);
    exit(EXIT_SUCCESS);
}

static void put_into(int set, int fd)
{
    struct epoll_event event = { .events = EPOLLIN | EPOLLET, .data = { .fd = fd } };
    if (epoll_ctl(set, EPOLL_CTL_ADD, fd, &event) == -1)
        die("epoll_ctl");
}

static void accept_all(int listener, int set)
{
    int connection;

    while ((connection = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) != -1) {
        /* Stop 2 (server): step: the connection is in the set. */
        put_into(set, connection);
    }
    if (errno != EAGAIN)
        die("accept4");
}

/* Until nothing is left; false when the client has no more to say. */
static bool answer_all(int connection)
{
    char text[16];
    ssize_t length;

    while ((length = read(connection, text, sizeof text)) > 0) {
        printf("server: %d says %.*s\n", connection, (int) length, text);
        if (write(connection, text, (size_t) length) != length)
            die("write");
    }
    if (length == -1 && errno != EAGAIN)
        die("read");
    return length == -1;
}

static void serve(int listener)
{
    int done = 0, set = epoll_create1(EPOLL_CLOEXEC);
    if (set == -1)
        die("epoll_create1");
    put_into(set, listener);

    while (done < CLIENTS) {
        struct epoll_event event;
        /* Stop 1 (server): the set has a card with all its members. Step: one is reported. */
        if (epoll_wait(set, &event, 1, -1) == -1)
            die("epoll_wait");
        if (event.data.fd == listener) {
            accept_all(listener, set);
        } else if (!answer_all(event.data.fd)) {
            printf("server: %d is done\n", event.data.fd);
            /* Stop 3 (server): step: it is out of the set. */
            close(event.data.fd);
            done++;
        }
    }
    close(set);
}

int main(void)
{
    struct sockaddr_un address = { 0 };

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int listener = listen_at(&address);
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(listener);
        client(&address);
    }
    serve(listener);
    close(listener);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    return EXIT_SUCCESS;
}
