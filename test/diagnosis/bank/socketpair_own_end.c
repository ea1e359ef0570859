/*
 * socketpair_own_end.c: both ends of a socketpair kept in the reader.
 * finding: IPC002, hangs
 * words: p2's own descriptor 3, got by fork
 * lines: 19 20 27
 */

#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int s[2];
    char c;

    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    if (fork() == 0) {
        while (read(s[1], &c, 1) > 0)
            ;
        _exit(0);
    }
    close(s[1]);
    write(s[0], "abc", 3);
    close(s[0]);
    wait(NULL);
    return 0;
}
