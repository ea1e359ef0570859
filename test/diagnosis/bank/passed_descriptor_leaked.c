/*
 * passed_descriptor_leaked.c: a descriptor passed with SCM_RIGHTS is never closed by its sender.
 * finding: IPC001, hangs
 * words: p1 has to close its descriptor 5 before it waits
 * lines: 53 44 49
 */

#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void pass(int s, int *fd, int send)
{
    char c = 'f';
    struct iovec v = { &c, 1 };
    union { struct cmsghdr h; char b[CMSG_SPACE(sizeof(int))]; } u = { 0 };
    struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = u.b, .msg_controllen = sizeof u.b };
    struct cmsghdr *h = CMSG_FIRSTHDR(&m);

    if (send) {
        h->cmsg_level = SOL_SOCKET;
        h->cmsg_type = SCM_RIGHTS;
        h->cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(h), fd, sizeof(int));
        sendmsg(s, &m, 0);
    } else {
        recvmsg(s, &m, 0);
        memcpy(fd, CMSG_DATA(CMSG_FIRSTHDR(&m)), sizeof(int));
    }
}

int main(void)
{
    int s[2], p[2], fd;
    char c;

    socketpair(AF_UNIX, SOCK_STREAM, 0, s);
    if (fork() == 0) {
        close(s[0]);
        pass(s[1], &fd, 0);
        while (read(fd, &c, 1) > 0)
            ;
        _exit(0);
    }
    close(s[1]);
    pipe(p);
    pass(s[0], &p[0], 1);
    close(p[0]);
    write(p[1], "abc", 3);
    wait(NULL);
    return 0;
}
