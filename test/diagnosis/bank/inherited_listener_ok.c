/*
 * inherited_listener_ok.c: exec closes the listening socket in the helper program.
 */
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int listener(struct sockaddr_in *address)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    socklen_t length = sizeof *address;

    if (bind(fd, (struct sockaddr *)address, length) == -1 || listen(fd, 1) == -1)
        return -1;
    getsockname(fd, (struct sockaddr *)address, &length);
    return fd;
}

int main(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int first = listener(&address);
    int ready[2];
    char byte;

    pipe(ready);
    pid_t helper = fork();
    if (helper == 0) {
        dup2(ready[1], 1);
        execlp("sh", "sh", "-c", "echo; exec sleep 60", (char *)NULL);
    }
    read(ready[0], &byte, 1);
    close(first);
    int result = listener(&address);
    kill(helper, SIGKILL);
    wait(NULL);
    return result == -1;
}
