/*
 * used_after_close_ok.c: the descriptor is closed once, and its number forgotten.
 */
#include <fcntl.h>
#include <unistd.h>

static int log_file = -1;

static void write_log(const char *text)
{
    write(log_file, text, 1);
}

static void finish(int fd)
{
    close(fd);
}

int main(void)
{
    int ends[2];
    char byte;

    pipe(ends);
    finish(ends[1]);
    ends[1] = -1;
    log_file = open("/dev/null", O_WRONLY);
    if (ends[1] != -1)
        finish(ends[1]);
    write_log("x");
    read(ends[0], &byte, 1);
    return 0;
}
