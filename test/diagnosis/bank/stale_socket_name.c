/*
 * stale_socket_name.c: a server that begins again finds the name that it has left.
 * finding: IPC062
 * words: the name stays in the file system until somebody removes it
 * lines: 15 15
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int serve(const struct sockaddr_un *address)
{
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (bind(fd, (const struct sockaddr *)address, sizeof *address) == -1)
        return 1;
    return listen(fd, 1);
}

int main(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX, .sun_path = "stale.socket" };

    for (int times = 0; times < 2; times++) {
        if (fork() == 0)
            _exit(serve(&address));
        wait(NULL);
    }
    unlink(address.sun_path);
    return 0;
}
