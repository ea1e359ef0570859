/* hang_up_ignored_ok.c: the end of file ends the loop. */
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
        if (read(ends[0], bytes, sizeof bytes) == 0)
            break;
    }
    return 0;
}
