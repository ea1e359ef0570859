/*
 * super_server.c: one server that waits for all, as inetd does. It starts a program for each
 * connection, and gives it the connection as its standard input and output. The programs,
 * tr and wc, know nothing of sockets.
 *
 * What to watch for in the diagram:
 *   1. One process listens at two names, and waits for both with poll().
 *   2. accept(), fork(), dup2(): in the child's table 0 and 1 lead to the connection.
 *   3. exec: the card's title becomes tr, the table stays.
 *   4. The client says with shutdown() that it has sent all. Otherwise tr would wait for more.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SERVICES = 2 };

static const struct {
    const char *name;
    char *const words[4];
} services[SERVICES] = { { "upper", { "tr", "a-z", "A-Z", NULL } }, { "count", { "wc", "-c", NULL } } };

static void must(int holds, const char *call)
{
    if (holds)
        return;
    perror(call);
    exit(EXIT_FAILURE);
}

static struct sockaddr_un address_of(int service)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    snprintf(address.sun_path, sizeof address.sun_path, "%s", services[service].name);
    return address;
}

static int listen_for(int service)
{
    struct sockaddr_un address = address_of(service);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    must(listener != -1, "socket");
    must(bind(listener, (struct sockaddr *) &address, sizeof address) != -1, "bind");
    must(listen(listener, 5) != -1, "listen");
    return listener;
}

static void ask(int service, const char *question)
{
    struct sockaddr_un address = address_of(service);
    char answer[32];
    int server = socket(AF_UNIX, SOCK_STREAM, 0);

    must(server != -1, "socket");
    must(connect(server, (struct sockaddr *) &address, sizeof address) != -1, "connect");
    must(send(server, question, strlen(question), 0) == (ssize_t) strlen(question), "send");
    /* Stop 4 (client): step, and the program reads the end. */
    must(shutdown(server, SHUT_WR) != -1, "shutdown");
    ssize_t length = recv(server, answer, sizeof answer, MSG_WAITALL);
    must(length != -1, "recv");
    printf("client: %s says %.*s", services[service].name, (int) length, answer);
    close(server);
}

static void start(int service, int connection)
{
    pid_t child = fork();
    must(child != -1, "fork");
    if (child == 0) {
        /* Stop 2 (child): the connection becomes its standard input and output. */
        must(dup2(connection, STDIN_FILENO) != -1, "dup2");
        must(dup2(connection, STDOUT_FILENO) != -1, "dup2");
        close(connection);
        /* Stop 3 (child): step, or continue, and the program begins. */
        execvp(services[service].words[0], services[service].words);
        must(0, services[service].words[0]);
    }
    close(connection);
    must(waitpid(child, NULL, 0) == child, "waitpid");
}

int main(void)
{
    char directory[] = "/tmp/ipcscope-super-XXXXXX";
    struct pollfd listeners[SERVICES];

    setvbuf(stdout, NULL, _IOLBF, 0);
    must(mkdtemp(directory) != NULL, "mkdtemp");
    must(chdir(directory) != -1, "chdir");
    for (int i = 0; i < SERVICES; i++)
        listeners[i] = (struct pollfd){ .fd = listen_for(i), .events = POLLIN };
    pid_t client = fork();
    must(client != -1, "fork");
    if (client == 0) {
        for (int i = 0; i < SERVICES; i++)
            close(listeners[i].fd);
        ask(0, "hello\n");
        ask(1, "seven\n\n");
        exit(EXIT_SUCCESS);
    }
    for (int served = 0; served < SERVICES;) {
        /* Stop 1 (server): it waits for a connection at any name. */
        must(poll(listeners, SERVICES, -1) != -1, "poll");
        for (int i = 0; i < SERVICES; i++) {
            if (!(listeners[i].revents & POLLIN))
                continue;
            int connection = accept(listeners[i].fd, NULL, NULL);
            must(connection != -1, "accept");
            start(i, connection);
            served++;
        }
    }
    must(waitpid(client, NULL, 0) == client, "waitpid");
    for (int i = 0; i < SERVICES; i++)
        unlink(services[i].name);
    rmdir(directory);
    return EXIT_SUCCESS;
}
