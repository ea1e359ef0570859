/*
 * parent_waits_before_close_ok.c: the mended twin of parent_waits_before_close.c.
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int p[2];
    char buf[16];

    pipe(p);
    if (fork() == 0) {
        close(p[1]);
        while (read(p[0], buf, sizeof buf) > 0)
            ;
        _exit(0);
    }
    close(p[0]);
    write(p[1], "job", 3);
    close(p[1]);
    wait(NULL);
    return 0;
}
