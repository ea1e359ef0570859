/* listener_inherited_ok.c: the helper closes the listening socket; the child that is to serve comes later than its client. */
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int listener;

static void ask(const struct sockaddr_un *address, socklen_t length)
{
    char answer[16];
    int fd;

    close(listener);
    fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (connect(fd, (const struct sockaddr *)address, length) == -1)
        _exit(1);
    send(fd, "hello", 5, MSG_NOSIGNAL);
    read(fd, answer, sizeof answer);
    _exit(0);
}

int main(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    socklen_t length = offsetof(struct sockaddr_un, sun_path);

    listener = socket(AF_UNIX, SOCK_STREAM, 0);
    bind(listener, (struct sockaddr *)&address, length); /* a free abstract name */
    listen(listener, 5);
    if (fork() == 0) {
        close(listener);
        usleep(300000); /* a helper with much to do */
        _exit(0);
    }
    length = sizeof address;
    getsockname(listener, (struct sockaddr *)&address, &length);
    if (fork() == 0)
        ask(&address, length);
    if (fork() == 0) { /* it is the server's child that serves */
        char request[16];
        usleep(100000);
        int connection = accept(listener, NULL, NULL);
        read(connection, request, sizeof request);
        close(connection);
        _exit(0);
    }
    close(listener);
    while (wait(NULL) > 0)
        continue;
    return 0;
}
