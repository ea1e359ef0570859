/*
 * socket_poll.c: a server for many clients in one process and one thread, with poll().
 *
 * What to watch for in the diagram:
 *   1. The list of what is waited for has an element for each descriptor, and a field of its own
 *      for the answer: nothing needs to be filled anew, and descriptors may be any number.
 *   2. The list grows with each accept(): the reason on the server's card names one more.
 *   3. When a client has said all (shutdown), its connection can be read, and read() returns 0.
 *      POLLRDHUP says so without a read. The server closes it: the list shrinks.
 *   4. POLLHUP would come only when both directions are over.
 */
#define _GNU_SOURCE /* POLLRDHUP */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
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
    struct pollfd list[1 + CLIENTS] = { { .fd = listener, .events = POLLIN } };
    nfds_t count = 1;

    do {
        /* Stop 1 (server): step: one is ready, and the sentence says for what. */
        if (poll(list, count, -1) == -1)
            die("poll");
        for (nfds_t index = count; index-- > 1;) {
            if (list[index].revents == 0 || answer(list[index].fd) > 0)
                continue;
            /* Stop 2 (server): one direction is over. Step: with close() the other is, too. */
            close(list[index].fd);
            list[index] = list[--count]; /* The last one takes its place. */
        }
        if (list[0].revents & POLLIN) {
            int connection = accept(listener, NULL, NULL);
            if (connection == -1)
                die("accept");
            list[count].fd = connection;
            list[count++].events = POLLIN | POLLRDHUP;
        }
    } while (count > 1);
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
