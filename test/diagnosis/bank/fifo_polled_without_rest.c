/*
 * fifo_polled_without_rest.c: a reader asks a FIFO again and again instead of waiting.
 * finding: IPC024
 * words: while it waits for fifo1
 * lines: 29
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    char bytes[8];
    int fd;

    mkfifo("busy.fifo", 0600);
    fd = open("busy.fifo", O_RDONLY | O_NONBLOCK);
    if (fork() == 0) {
        close(fd);
        fd = open("busy.fifo", O_WRONLY);
        usleep(2000000);
        write(fd, "line", 4);
        _exit(0);
    }
    usleep(100000);
    while (read(fd, bytes, sizeof bytes) == -1 && errno == EAGAIN)
        ;
    wait(NULL);
    unlink("busy.fifo");
    return 0;
}
