/*
 * edge_triggered_rest.c: with EPOLLET, half of what has come is read.
 * finding: IPC061, hangs
 * words: 4 bytes of pipe
 * lines: 27 26
 */
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char bytes[4];
    struct epoll_event wanted = { .events = EPOLLIN | EPOLLET }, came;

    pipe(ends);
    if (fork() == 0) {
        write(ends[1], "eight by", 8);
        pause();
    }
    close(ends[1]);
    int epoll = epoll_create1(0);
    epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &wanted);
    for (;;) {
        epoll_wait(epoll, &came, 1, -1);
        read(ends[0], bytes, sizeof bytes);
    }
}
