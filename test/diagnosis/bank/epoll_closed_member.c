/*
 * epoll_closed_member.c: a descriptor is closed while it is in an epoll set, and a child has a copy.
 * finding: IPC060
 * words: reported descriptor 3 (pipe
 * lines: 29
 */
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2], stop[2];
    char byte;
    struct epoll_event wanted = { .events = EPOLLIN }, came;

    pipe(ends);
    pipe(stop);
    if (fork() == 0) {
        close(stop[1]);
        read(stop[0], &byte, 1); /* and keeps ends[0] */
        _exit(0);
    }
    int epoll = epoll_create1(0);
    wanted.data.fd = ends[0];
    epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &wanted);
    close(ends[0]);
    write(ends[1], "a", 1);
    epoll_wait(epoll, &came, 1, 100);
    close(stop[1]);
    wait(NULL);
    return 0;
}
