/* busy_waiting_ok.c: poll waits. */
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char byte;

    pipe2(ends, O_NONBLOCK);
    if (fork() == 0) {
        usleep(200000);
        write(ends[1], "a", 1);
        _exit(0);
    }
    while (read(ends[0], &byte, 1) != 1)
        poll(&(struct pollfd){ .fd = ends[0], .events = POLLIN }, 1, -1);
    wait(NULL);
    return 0;
}
