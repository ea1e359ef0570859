/* tty.c: what a pseudoterminal makes of keys and text, under settings that change; and what is thrown away. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static void put(int fd, const char *text)
{
    if (write(fd, text, strlen(text)) == -1)
        exit(EXIT_FAILURE);
}

/* What is there: a line of the terminal, all of the screen. */
static void take(int fd)
{
    char bytes[256];

    if (read(fd, bytes, sizeof bytes) == -1)
        exit(EXIT_FAILURE);
}

static void set(int fd, tcflag_t cleared, int when)
{
    struct termios settings;

    tcgetattr(fd, &settings);
    settings.c_lflag &= ~cleared;
    tcsetattr(fd, when, &settings);
}

int main(void)
{
    int master = posix_openpt(O_RDWR | O_NOCTTY);

    if (master == -1 || unlockpt(master) == -1)
        return EXIT_FAILURE;
    int terminal = open(ptsname(master), O_RDWR | O_NOCTTY);

    put(master, "two\nlines\nand a\177n en");
    take(terminal);
    take(terminal);
    put(master, "d\r");
    take(terminal);
    put(terminal, "out\n");
    take(master);
    set(terminal, ECHO, TCSADRAIN);
    put(master, "secret\n");
    take(terminal);
    set(master, ICANON | ISIG, TCSAFLUSH);
    put(master, "\003k");
    take(terminal);
    put(master, "lost");
    tcflush(terminal, TCIFLUSH);
    put(master, "more");
    close(master);
    take(terminal);
    return EXIT_SUCCESS;
}
