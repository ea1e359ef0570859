/*
 * fifo_opened_for_both_ok.c: who reads a FIFO to its end has opened it for reading only.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char bytes[8];
    int fd;

    mkfifo("both.fifo", 0600);
    if (fork() == 0) {
        fd = open("both.fifo", O_WRONLY);
        write(fd, "line\n", 5);
        _exit(0);
    }
    fd = open("both.fifo", O_RDONLY);
    usleep(100000);
    unlink("both.fifo");
    wait(NULL);
    while (read(fd, bytes, sizeof bytes) > 0)
        ;
    return 0;
}
