/*
 * closed_with_request_unread_ok.c: closed_with_request_unread.c, with the request read to its end.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static const char request[] = "GET /answer\nfor: me\n\n";

static void ask(const struct sockaddr_in *server)
{
    int connection = socket(AF_INET, SOCK_STREAM, 0);
    char part[64];

    connect(connection, (const struct sockaddr *)server, sizeof *server);
    write(connection, request, strlen(request));
    while (read(connection, part, sizeof part) > 0)
        continue;
    _exit(0);
}

int main(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    char line[sizeof request - 1];

    bind(listener, (struct sockaddr *)&address, length);
    listen(listener, 1);
    getsockname(listener, (struct sockaddr *)&address, &length);
    if (fork() == 0)
        ask(&address);
    int connection = accept(listener, NULL, NULL);
    recv(connection, line, sizeof line, MSG_WAITALL);
    write(connection, "42\n", 3);
    close(connection);
    wait(NULL);
    return 0;
}
