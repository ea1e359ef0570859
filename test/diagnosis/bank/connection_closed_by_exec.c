/*
 * connection_closed_by_exec.c: a program is to answer on a socket that has close-on-exec.
 * finding: IPC011
 * words: so that exec closed it
 * lines: 18 21
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
        char command[64];
        snprintf(command, sizeof command, "dd bs=1 count=1 if=/dev/zero 1>&%d", ends[1]);
        execlp("sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    recv(ends[0], answer, sizeof answer, 0);
    wait(NULL);
    return 0;
}
