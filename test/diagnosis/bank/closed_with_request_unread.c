/*
 * closed_with_request_unread.c: a server answers after the first line and closes, with the rest of the request unread: the connection is reset.
 * finding: IPC064
 * words: with 10 bytes unread
 * lines: 43 23
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
    char line[11];

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
