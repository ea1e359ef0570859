/*
 * socket_threads.c: a server at a UNIX socket, with a thread for each client.
 *
 * What to watch for in the diagram:
 *   1. The server's threads share one table of descriptors. Each serves a socket of its own.
 *   2. A thread that waits in read() leaves the others alone, and accept() too.
 *   3. The socket has an abstract name, with an @ before it: it is in no file system, and goes
 *      with the socket.
 */
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
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

static void *serve(void *argument)
{
    int connection = (int) (intptr_t) argument;
    char buffer[16];
    ssize_t length;

    /* Stop 1 (server): this thread waits for its client, whatever the other does. */
    while ((length = read(connection, buffer, sizeof buffer)) > 0)
        if (write(connection, buffer, (size_t) length) != length)
            die("write");
    close(connection);
    return NULL;
}

static void client(const struct sockaddr_un *address, socklen_t length, int number)
{
    char word[16], answer[16];

    rest(60L * number); /* One after the other. */
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    if (server == -1)
        die("socket");
    if (connect(server, (const struct sockaddr *) address, length) == -1)
        die("connect");
    rest(140); /* Both are connected by now, and both threads wait. */
    size_t size = (size_t) snprintf(word, sizeof word, "word %d", number);
    if (write(server, word, size) != (ssize_t) size)
        die("write");
    ssize_t got = read(server, answer, sizeof answer);
    if (got == -1)
        die("read");
    printf("client %d: got \"%.*s\"\n", number, (int) got, answer);
    exit(EXIT_SUCCESS);
}

int main(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t name = (size_t) snprintf(address.sun_path + 1, sizeof address.sun_path - 1, "ipcscope-%d", (int) getpid());
    socklen_t length = (socklen_t) (offsetof(struct sockaddr_un, sun_path) + 1 + name);
    pthread_t threads[CLIENTS];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    if (listener == -1)
        die("socket");
    if (bind(listener, (struct sockaddr *) &address, length) == -1)
        die("bind");
    if (listen(listener, 5) == -1)
        die("listen");

    for (int number = 1; number <= CLIENTS; number++) {
        pid_t pid = fork();
        if (pid == -1)
            die("fork");
        if (pid == 0) {
            close(listener);
            client(&address, length, number);
        }
    }
    for (int served = 0; served < CLIENTS; served++) {
        int connection = accept(listener, NULL, NULL);
        if (connection == -1)
            die("accept");
        if (pthread_create(&threads[served], NULL, serve, (void *) (intptr_t) connection) != 0)
            die("pthread_create");
    }
    /* Stop 2 (server): three threads, one table. */
    for (int served = 0; served < CLIENTS; served++)
        pthread_join(threads[served], NULL);
    close(listener);
    for (int served = 0; served < CLIENTS; served++)
        if (wait(NULL) == -1)
            die("wait");
    return EXIT_SUCCESS;
}
