/*
 * socket_echo.c: a server at a UNIX socket with a name. It serves its clients one after the other.
 *
 * What to watch for in the diagram:
 *   1. socket(), bind(), listen(): the server's socket has a name in the file system, and a
 *      queue. No data will ever go through it.
 *   2. Both clients connect. Each of them has another end at once: a new socket that the kernel
 *      made. They wait in the queue until somebody accepts them, and what the clients send
 *      waits there too.
 *   3. accept() takes the first out of the queue, and gives it a descriptor. The listening
 *      socket goes on listening.
 *   4. The second client waits until the first is done: the server is iterative.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CLIENTS = 2 };

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

static int listen_at(const struct sockaddr_un *address)
{
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    if (bind(listener, (const struct sockaddr *) address, sizeof *address) == -1)
        die("bind");
    /* Stop 1 (server): the socket has a name. Step: it has a queue too. */
    if (listen(listener, 5) == -1)
        die("listen");
    return listener;
}

static void client(const struct sockaddr_un *address, int number)
{
    char request[16], answer[16];

    rest(60L * number); /* One after the other. */
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    if (server == -1)
        die("socket");
    /* Stop 2 (client): step, and it is connected, although nobody has accepted it. */
    if (connect(server, (const struct sockaddr *) address, sizeof *address) == -1)
        die("connect");
    size_t length = (size_t) snprintf(request, sizeof request, "hello %d", number);
    if (write(server, request, length) != (ssize_t) length)
        die("write");
    /* It waits here for the answer. */
    ssize_t got = read(server, answer, sizeof answer);
    if (got == -1)
        die("read");
    printf("client %d: got \"%.*s\"\n", number, (int) got, answer);
    close(server);
    exit(EXIT_SUCCESS);
}

/* Sends back what comes, until the end comes. */
static void serve(int connection)
{
    char buffer[16];
    ssize_t length;

    while ((length = read(connection, buffer, sizeof buffer)) > 0)
        if (write(connection, buffer, (size_t) length) != length)
            die("write");
    if (length == -1)
        die("read");
    close(connection);
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-echo-XXXXXX";
    struct sockaddr_un address = { .sun_family = AF_UNIX };

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (mkdtemp(directory) == NULL)
        die("mkdtemp");
    snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", directory);
    int listener = listen_at(&address);

    for (int number = 1; number <= CLIENTS; number++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            close(listener);
            client(&address, number);
        }
    }

    rest(200); /* Both clients are in the queue by now. */
    for (int served = 0; served < CLIENTS; served++) {
        /* Stop 3 (server): two connections wait. Step: the first has a descriptor. */
        int connection = accept(listener, NULL, NULL);
        if (connection == -1)
            die("accept");
        serve(connection);
        if (wait(NULL) == -1)
            die("wait");
    }
    close(listener);
    unlink(address.sun_path);
    rmdir(directory);
    return EXIT_SUCCESS;
}
