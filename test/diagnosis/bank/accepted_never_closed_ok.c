/*
 * accepted_never_closed_ok.c: a server closes each connection when it has answered.
 */
#include <stddef.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static void ask(const struct sockaddr_un *address, socklen_t length)
{
    char answer;

    for (int times = 0; times < 60; times++) {
        int fd = socket(AF_UNIX, SOCK_STREAM, 0);
        if (connect(fd, (const struct sockaddr *)address, length) == -1 || recv(fd, &answer, 1, 0) != 1)
            break;
        close(fd);
    }
    _exit(0);
}

int main(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    socklen_t length = offsetof(struct sockaddr_un, sun_path);
    struct rlimit few = { 32, 32 };
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);

    setrlimit(RLIMIT_NOFILE, &few);
    bind(listener, (struct sockaddr *)&address, length); /* a free abstract name */
    listen(listener, 5);
    length = sizeof address;
    getsockname(listener, (struct sockaddr *)&address, &length);
    if (fork() == 0) {
        close(listener);
        ask(&address, length);
    }
    for (int times = 0; times < 60; times++) {
        int connection = accept(listener, NULL, NULL);
        if (connection == -1)
            break;
        send(connection, "a", 1, MSG_NOSIGNAL);
        close(connection);
    }
    close(listener);
    wait(NULL);
    return 0;
}
