/* server_keeps_connection_ok.c: a server forks for each connection and closes its own copy; it ends after two. */
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void ask(const struct sockaddr_un *address, socklen_t length)
{
    char answer[16];
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

    if (connect(fd, (const struct sockaddr *)address, length) == -1)
        _exit(1);
    while (read(fd, answer, sizeof answer) > 0)
        continue;
    _exit(0);
}

int main(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    socklen_t length = offsetof(struct sockaddr_un, sun_path);
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);

    bind(listener, (struct sockaddr *)&address, length); /* a free abstract name */
    listen(listener, 5);
    length = sizeof address;
    getsockname(listener, (struct sockaddr *)&address, &length);
    for (int client = 0; client < 2; client++) {
        if (fork() == 0) {
            close(listener);
            ask(&address, length);
        }
    }
    for (int served = 0; served < 2; served++) {
        int connection = accept(listener, NULL, NULL);
        if (connection == -1)
            return 1;
        if (fork() == 0) {
            send(connection, "hello", 5, MSG_NOSIGNAL);
            _exit(0);
        }
        close(connection);
    }
    close(listener);
    while (wait(NULL) > 0)
        continue;
    return 0;
}
