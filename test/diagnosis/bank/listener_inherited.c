/*
 * listener_inherited.c: a server ends, and its helper, which has inherited the listening socket, does not serve it.
 * finding: IPC066
 * words: keeps it open, and nobody accepts there
 * lines: 35 23 20
 */
#include <stddef.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int listener;

static void ask(const struct sockaddr_un *address, socklen_t length)
{
    char answer[16];
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);

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
        usleep(300000); /* a helper with much to do */
        _exit(0);
    }
    length = sizeof address;
    getsockname(listener, (struct sockaddr *)&address, &length);
    close(listener); /* the server ends */
    if (fork() == 0)
        ask(&address, length);
    while (wait(NULL) > 0)
        continue;
    return 0;
}
