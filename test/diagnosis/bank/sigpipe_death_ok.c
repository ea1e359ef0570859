/* sigpipe_death_ok.c: SIGPIPE is ignored, and the error is looked at. */
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char byte;

    signal(SIGPIPE, SIG_IGN);
    socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
    if (fork() == 0) {
        close(ends[1]);
        read(ends[0], &byte, 1);
        _exit(0); /* the client has enough */
    }
    close(ends[0]);
    write(ends[1], "a", 1);
    wait(NULL);
    if (write(ends[1], "b", 1) == -1)
        return 1;
    return 0;
}
