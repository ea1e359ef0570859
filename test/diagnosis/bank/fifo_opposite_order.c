/*
 * fifo_opposite_order.c: two FIFOs opened in opposite orders.
 * finding: IPC005, hangs
 * words: Both have to open the FIFOs in the same order
 * lines: 28 21
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
        int out = open(b, O_WRONLY);
        int in = open(a, O_RDONLY);
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
