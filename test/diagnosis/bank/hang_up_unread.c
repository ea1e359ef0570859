/*
 * hang_up_unread.c: a loop that reads what POLLIN announces, and never looks at POLLHUP.
 * finding: IPC068
 * words: reported nothing but POLLHUP for descriptor 3
 * lines: 35
 */
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

static int start_source(void)
{
    int ends[2];

    pipe(ends);
    if (fork() == 0) {
        close(ends[0]);
        write(ends[1], "measured", 8);
        _exit(0);
    }
    close(ends[1]);
    return ends[0];
}

int main(void)
{
    struct pollfd source = { .events = POLLIN };
    char bytes[8];
    int length = 0;

    source.fd = start_source();
    wait(NULL);
    /* until there are two measurements */
    for (int tries = 0; length < 16 && tries < 2000; tries++) {
        poll(&source, 1, 1000);
        if (source.revents & POLLIN)
            length += read(source.fd, bytes, sizeof bytes);
    }
    return 0;
}
