/*
 * reply_to_nobody_ok.c: the server replies to whom recvfrom has named.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sockaddr_in here(int port)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = port, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    return address;
}

int main(void)
{
    int server = socket(AF_INET, SOCK_DGRAM, 0), client;
    struct sockaddr_in at = here(0), own, to;
    socklen_t size = sizeof at;
    char text[16];

    bind(server, (struct sockaddr *)&at, size);
    getsockname(server, (struct sockaddr *)&at, &size);
    do { /* a port that is another one with its bytes swapped */
        client = socket(AF_INET, SOCK_DGRAM, 0);
        own = here(0);
        bind(client, (struct sockaddr *)&own, size);
        getsockname(client, (struct sockaddr *)&own, &size);
    } while (own.sin_port == htons(own.sin_port));
    if (fork() == 0) {
        close(client);
        recvfrom(server, text, sizeof text, 0, (struct sockaddr *)&to, &size);
        sendto(server, "pong", 4, 0, (struct sockaddr *)&to, sizeof to);
        _exit(0);
    }
    close(server);
    sendto(client, "ping", 4, 0, (struct sockaddr *)&at, sizeof at);
    int length = recv(client, text, sizeof text, 0);
    wait(NULL);
    return length != 4;
}
