/*
 * hang_up_unread_ok.c: a loop that ends at POLLHUP, when all has been read.
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
    for (;;) {
        poll(&source, 1, 1000);
        if (source.revents & POLLIN) {
            length += read(source.fd, bytes, sizeof bytes);
            if (length == 16)
                break;
        } else if (source.revents & (POLLHUP | POLLERR)) {
            break;
        }
    }
    return 0;
}
