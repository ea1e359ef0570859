/*
 * broken_inherited_listener.c: a helper inherits the server's listening socket. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. The server starts a helper that has nothing to do with its clients. By fork() the helper
 *      has a descriptor of the listening socket too.
 *   2. The server ends. Its socket does not: the helper still has it.
 *   3. A client connects, and succeeds: the socket listens, and its queue has room. But nobody
 *      will ever accept the connection, and the client waits for an answer for ever.
 *   4. When the helper ends, the socket goes, and with it all who wait in its queue: the client
 *      gets an error.
 * What would be right: SOCK_CLOEXEC for helpers that are other programs, and close() of the
 * listening socket in the child where it stays the same program.
 */
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static pid_t start_child(void)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    return child;
}

static void server(const struct sockaddr_un *address, socklen_t length)
{
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    if (bind(listener, (const struct sockaddr *) address, length) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");
    if (start_child() == 0) {
        /* Stop 1 (helper): a descriptor of the listening socket is in its table. */
        rest(300); /* As if it had much to do. */
        exit(EXIT_SUCCESS);
    }
    printf("server: ends\n");
    exit(EXIT_SUCCESS);
}

static void client(const struct sockaddr_un *address, socklen_t length)
{
    char answer[16];
    int one = socket(AF_UNIX, SOCK_STREAM, 0);
    if (one == -1)
        die("socket");
    /* Stop 2 (client): the server is gone. Step: it is connected. */
    if (connect(one, (const struct sockaddr *) address, length) == -1)
        die("connect");
    printf("client: connected\n");
    if (write(one, "hello", 5) != 5)
        die("write");
    /* Stop 3 (client): step, and it waits; its connection waits too, in a queue. */
    if (read(one, answer, sizeof answer) == -1)
        printf("client: %s\n", strerror(errno));
    exit(EXIT_SUCCESS);
}

int main(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t name = (size_t) snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "ipcscope-%d", (int) getpid());
    socklen_t length = (socklen_t) (offsetof(struct sockaddr_un, sun_path) + 1 + name);

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (start_child() == 0)
        server(&address, length);
    if (wait(NULL) == -1)
        die("wait");
    if (start_child() == 0)
        client(&address, length);
    if (wait(NULL) == -1)
        die("wait");
    return EXIT_SUCCESS;
}
