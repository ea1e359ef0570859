/*
 * hang_up_ignored.c: poll reports POLLHUP for ever, and nobody takes the descriptor out.
 * finding: IPC023
 * words: returned 0, the end of file of pipe
 * lines: 24
 */
#include <poll.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char bytes[16];

    pipe(ends);
    if (fork() == 0) {
        write(ends[1], "done", 4);
        _exit(0);
    }
    close(ends[1]);
    struct pollfd source = { .fd = ends[0], .events = POLLIN };
    for (int i = 0; i < 50; i++) {
        poll(&source, 1, -1);
        read(ends[0], bytes, sizeof bytes);
    }
    return 0;
}
