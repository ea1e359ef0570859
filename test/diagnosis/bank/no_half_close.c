/*
 * no_half_close.c: client waits for the reply, server waits for the end of the request.
 * finding: IPC001, hangs
 * words: shutdown(3, SHUT_WR)
 * lines: 30 23 21 20
 */

#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int s[2];
    char buf[64];
    ssize_t n;
    long got = 0;

    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    if (fork() == 0) {
        close(s[0]);
        while ((n = read(s[1], buf, sizeof buf)) > 0)
            got += n;
        dprintf(s[1], "%ld bytes", got);
        _exit(0);
    }
    close(s[1]);
    write(s[0], "upload", 6);
    n = read(s[0], buf, sizeof buf);
    printf("%.*s\n", (int)n, buf);
    wait(NULL);
    return 0;
}
