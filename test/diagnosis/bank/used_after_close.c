/*
 * used_after_close.c: a second close() hits what was opened in between.
 * finding: IPC014
 * words: the second close hit that
 * lines: 19 14
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
    log_file = open("/dev/null", O_WRONLY);
    finish(ends[1]);
    write_log("x");
    read(ends[0], &byte, 1);
    return 0;
}
