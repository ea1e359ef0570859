/*
 * socket_datagrams.c: messages without a connection, by UDP.
 *
 * What to watch for in the diagram:
 *   1. The server's socket has a name, and nothing listens: whoever knows the name sends to it.
 *   2. Each sendto() is a message of its own. Three of them wait, one behind the other, and
 *      each recvfrom() gets one: never a half, never two.
 *   3. The second message is longer than the receiver's buffer. What does not fit is lost.
 *   4. An empty message is a message. It is not the end: there is no end.
 *   5. recvfrom() tells who sent it. That is how the answer finds its way back.
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
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

static int bound_socket(struct sockaddr_in *address)
{
    socklen_t length = sizeof *address;
    int one = socket(AF_INET, SOCK_DGRAM, 0);
    if (one == -1)
        die("socket");
    address->sin_family = AF_INET;
    address->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(one, (struct sockaddr *) address, sizeof *address) == -1)
        die("bind");
    if (getsockname(one, (struct sockaddr *) address, &length) == -1)
        die("getsockname");
    return one;
}

static void send_to(int one, const struct sockaddr_in *address, const char *text)
{
    ssize_t length = (ssize_t) strlen(text);
    if (sendto(one, text, (size_t) length, 0, (const struct sockaddr *) address, sizeof *address) != length)
        die("sendto");
}

static void client(const struct sockaddr_in *server)
{
    char answer[16];
    int one = socket(AF_INET, SOCK_DGRAM, 0);
    if (one == -1)
        die("socket");
    /* Stop 1 (client): step three times. Three messages wait at the server. */
    send_to(one, server, "short");
    send_to(one, server, "much too long");
    send_to(one, server, "");
    ssize_t got = recv(one, answer, sizeof answer, 0);
    if (got == -1)
        die("recv");
    printf("client: got \"%.*s\"\n", (int) got, answer);
    exit(EXIT_SUCCESS);
}

int main(void)
{
    struct sockaddr_in address = { 0 }, sender;
    char buffer[8];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int server = bound_socket(&address);

    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        close(server);
        client(&address);
    }

    rest(100); /* All three are there by now. */
    for (int message = 1; message <= 3; message++) {
        socklen_t length = sizeof sender;
        /* Stop 2 (server): each call takes one message, whole or cut. */
        ssize_t got = recvfrom(server, buffer, sizeof buffer, 0, (struct sockaddr *) &sender, &length);
        if (got == -1)
            die("recvfrom");
        printf("server: message %d has %zd bytes: \"%.*s\"\n", message, got, (int) got, buffer);
    }
    /* Stop 3 (server): the answer goes to the name from which the last message came. */
    send_to(server, &sender, "thanks");
    if (waitpid(pid, NULL, 0) == -1)
        die("waitpid");
    close(server);
    return EXIT_SUCCESS;
}
