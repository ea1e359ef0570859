/*
 * socket_tcp.c: a server at a TCP port of the machine itself, with a process for each client.
 *
 * What to watch for in the diagram:
 *   1. A connection over TCP has a name at each end: an address and a port. The client's port
 *      is one that the kernel has chosen.
 *   2. For each client the server makes a process, which inherits the accepted socket. The
 *      server closes its own descriptor of it: else the client would never find the end.
 *   3. Each child closes its descriptor of the listening socket, which is not its business.
 *   4. The two clients are served at the same time.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
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

static pid_t start_child(void)
{
    pid_t child = fork();
    if (child == -1)
        die("fork");
    return child;
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

/* A stream has no boundaries: a line ends where its newline is, however many reads that takes. */
static size_t read_line(int connection, char *line, size_t size)
{
    size_t length = 0;

    while (length < size) {
        ssize_t got = read(connection, line + length, 1);
        if (got == -1)
            die("read");
        if (got == 0 || line[length] == '\n')
            break;
        length++;
    }
    return length;
}

static void client(const struct sockaddr_in *address, int number)
{
    char line[32];

    rest(80L * (number - 1)); /* One after the other. */
    int server = socket(AF_INET, SOCK_STREAM, 0);
    if (server == -1)
        die("socket");
    /* Stop 1 (client): step, and both ends have names. */
    if (connect(server, (const struct sockaddr *) address, sizeof *address) == -1)
        die("connect");
    size_t length = (size_t) snprintf(line, sizeof line, "client %d\n", number);
    if (write(server, line, length) != (ssize_t) length)
        die("write");
    length = read_line(server, line, sizeof line);
    printf("client %d: got \"%.*s\"\n", number, (int) length, line);
    exit(EXIT_SUCCESS);
}

static void serve(int connection)
{
    char name[32], answer[48];
    size_t length = read_line(connection, name, sizeof name);

    rest(100); /* As if it were much work. The other client is served meanwhile. */
    length = (size_t) snprintf(answer, sizeof answer, "welcome, %.*s\n", (int) length, name);
    /* Stop 2 (server's child): the answer is on its way to the client alone. */
    if (write(connection, answer, length) != (ssize_t) length)
        die("write");
    exit(EXIT_SUCCESS);
}

int main(void)
{
    struct sockaddr_in address = { 0 };
    pid_t children[2 * CLIENTS];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int listener = listen_somewhere(&address);

    for (int number = 1; number <= CLIENTS; number++) {
        pid_t child = children[number - 1] = start_child();
        if (child == 0) {
            close(listener);
            client(&address, number);
        }
    }

    for (int served = 0; served < CLIENTS; served++) {
        int connection = accept(listener, NULL, NULL);
        if (connection == -1)
            die("accept");
        pid_t child = children[CLIENTS + served] = start_child();
        if (child == 0) {
            close(listener);
            serve(connection);
        }
        /* Stop 3 (server): two processes have the accepted socket. Step: one has. */
        close(connection);
    }
    close(listener);
    for (int child = 0; child < 2 * CLIENTS; child++)
        if (waitpid(children[child], NULL, 0) == -1)
            die("waitpid");
    return EXIT_SUCCESS;
}
