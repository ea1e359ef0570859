/*
 * epipe_unchecked.c: SIGPIPE ignored and the result of write not looked at: data lost in silence.
 * finding: IPC020
 * words: 9 writes of p1 failed with EPIPE
 * lines: 19 30
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    char buf[8];

    signal(SIGPIPE, SIG_IGN);
    pipe(p);
    if (fork() == 0) {
        close(p[1]);
        read(p[0], buf, 7);
        _exit(0);
    }
    close(p[0]);
    write(p[1], "record\n", 7);
    wait(NULL);
    for (int i = 1; i < 10; i++)
        write(p[1], "record\n", 7);
    close(p[1]);
    printf("10 records sent\n");
    return 0;
}
