/*
 * fifo_read_after_end.c: a server reads its FIFO again and again when the only client has gone.
 * finding: IPC024
 * words: the end of file of fifo
 * lines: 25
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char byte;
    int requests = 0;

    mkfifo("requests", 0600);
    if (fork() == 0) {
        int out = open("requests", O_WRONLY);
        write(out, "r", 1);
        _exit(0);
    }
    int in = open("requests", O_RDONLY);
    for (int times = 0; times < 5000; times++)
        requests += read(in, &byte, 1) == 1;
    wait(NULL);
    return requests != 1;
}
