/*
 * connection_closed_by_exec_ok.c: the program's standard output is the socket, which dup2() leaves open.
 */
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char answer[8];
    int ends[2];

    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
    if (fork() == 0) {
        dup2(ends[1], 1);
        execlp("sh", "sh", "-c", "dd bs=1 count=1 if=/dev/zero", (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    recv(ends[0], answer, sizeof answer, 0);
    wait(NULL);
    return 0;
}
