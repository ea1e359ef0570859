/*
 * fifo_opposite_order_ok.c: the mended twin of fifo_opposite_order.c.
 */

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    const char *a = "fifo.a", *b = "fifo.b";

    unlink(a); unlink(b);
    mkfifo(a, 0600); mkfifo(b, 0600);
    if (fork() == 0) {
        int in = open(a, O_RDONLY);
        int out = open(b, O_WRONLY);
        char c;
        read(in, &c, 1);
        write(out, &c, 1);
        _exit(0);
    }
    int out = open(a, O_WRONLY);
    int in = open(b, O_RDONLY);
    char c = 'x';
    write(out, &c, 1);
    read(in, &c, 1);
    wait(NULL);
    unlink(a); unlink(b);
    return 0;
}
