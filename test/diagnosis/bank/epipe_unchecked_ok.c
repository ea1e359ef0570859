/*
 * epipe_unchecked_ok.c: the mended twin of epipe_unchecked.c.
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
        while (read(p[0], buf, 7) > 0)
            ;
        _exit(0);
    }
    close(p[0]);
    write(p[1], "record\n", 7);
    for (int i = 1; i < 10; i++)
        write(p[1], "record\n", 7);
    close(p[1]);
    wait(NULL);
    printf("10 records sent\n");
    return 0;
}
