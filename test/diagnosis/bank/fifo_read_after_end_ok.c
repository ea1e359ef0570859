/*
 * fifo_read_after_end_ok.c: the server has its FIFO open to write, too, so that it waits for the next client.
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
    int in = open("requests", O_RDWR);
    if (fork() == 0) {
        for (int client = 0; client < 200; client++) {
            int out = open("requests", O_WRONLY);
            write(out, "r", 1);
            close(out);
        }
        _exit(0);
    }
    while (requests < 200)
        requests += read(in, &byte, 1) == 1;
    wait(NULL);
    return 0;
}
