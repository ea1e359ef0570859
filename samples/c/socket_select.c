/*
 * socket_select.c: a server for many clients in one process and one thread, with select().
 *
 * What to watch for in the diagram:
 *   1. The server never waits in accept() or read(). It waits in select(), for all that could
 *      come: the reason on its card names the listening socket and every connection.
 *   2. A listening socket can be "read" when a connection waits in its queue.
 *   3. The set is filled anew before each call, from the list of those who are connected: select()
 *      writes its answer over the question.
 *   4. Both conversations go on at once, and no client waits for the other. But while the server
 *      works on one answer, all others wait.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CLIENTS = 2 };

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* At a port that the kernel chooses, so that the sample never finds its port in use. */
static int listen_somewhere(struct sockaddr_in *address)
{
    socklen_t length = sizeof *address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    address->sin_family = AF_INET;
    address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(listener, (struct sockaddr *) address, sizeof *address) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    if (getsockname(listener, (struct sockaddr *) address, &length) == -1)
        die("getsockname");
    return listener;
}

static int call(const struct sockaddr_in *address)
{
    int connection = socket(AF_INET, SOCK_STREAM, 0);
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
static void client(const struct sockaddr_in *address)
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

/* The number of bytes that were echoed; 0 when the client has no more to say. */
static size_t answer(int connection)
{
    char text[16];
    ssize_t length = read(connection, text, sizeof text);
    if (length == -1)
        die("read");
    if (length == 0) {
        printf("server: %d is done\n", connection);
        return 0;
    }
    printf("server: %d says %.*s\n", connection, (int) length, text);
    if (write(connection, text, (size_t) length) != length)
        die("write");
    return (size_t) length;
}

static void serve(int listener)
{
    fd_set open_ones;
    int highest = listener, done = 0;

    FD_ZERO(&open_ones);
    FD_SET(listener, &open_ones);
    while (done < CLIENTS) {
        fd_set ready = open_ones;
        /* Stop 1 (server): the card names what it is to wait for. Step: one of them is ready. */
        if (select(highest + 1, &ready, NULL, NULL, NULL) == -1)
            die("select");
        for (int fd = 0; fd <= highest; fd++) {
            if (!FD_ISSET(fd, &ready))
                continue;
            if (fd == listener) {
                /* Stop 2 (server): somebody waits in the queue: accept() will not wait. */
                int connection = accept(listener, NULL, NULL);
                if (connection == -1)
                    die("accept");
                FD_SET(connection, &open_ones);
                if (connection > highest)
                    highest = connection;
            } else if (answer(fd) == 0) {
                FD_CLR(fd, &open_ones);
                close(fd);
                done++;
            }
        }
    }
}

int main(void)
{
    struct sockaddr_in address = { 0 };

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int listener = listen_somewhere(&address);
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
