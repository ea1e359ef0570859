/*
 * socketpair_own_end_ok.c: the mended twin of socketpair_own_end.c.
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
        close(s[0]);
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
