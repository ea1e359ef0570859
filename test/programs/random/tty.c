#define _GNU_SOURCE
#include "operation.h"
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Both ends of a pseudoterminal; it becomes nobody's controlling terminal. */
OPERATION(pseudoterminal)
{
    char name[64];
    int flags = O_RDWR | O_NOCTTY | (int) numbers[0];
    int master = posix_openpt(flags);

    if (master == -1 || unlockpt(master) == -1 || ptsname_r(master, name, sizeof name) != 0)
        return;
    (void) open(name, flags);
}

static const char *const keys[] = { "hello\n", "ab",   "two\nlines\n", "x\177", "\r",   "a\tb\n",
                                    "\003",    "\004", "\033[A",       "\025",  "\021", "\200\377\n" };

OPERATION(keys)
{
    const char *text = keys[(unsigned long) numbers[1] % (sizeof keys / sizeof *keys)];

    (void) !write((int) numbers[0], text, strlen(text));
}

/* Turns the settings that the bits stand for. */
OPERATION(settings)
{
    static const tcflag_t local[] = { ECHO, ICANON, ISIG, ECHOCTL, ECHONL, NOFLSH, ECHOE };
    static const tcflag_t input[] = { ICRNL, IXON, IGNCR, INLCR };
    struct termios settings;

    if (tcgetattr((int) numbers[0], &settings) == -1)
        return;
    for (size_t bit = 0; bit < sizeof local / sizeof *local; bit++)
        if ((numbers[1] >> bit & 1) != 0)
            settings.c_lflag ^= local[bit];
    for (size_t bit = 0; bit < sizeof input / sizeof *input; bit++)
        if ((numbers[2] >> bit & 1) != 0)
            settings.c_iflag ^= input[bit];
    if ((numbers[3] & 4) != 0)
        settings.c_oflag ^= OPOST;
    if ((numbers[3] & 8) != 0)
        settings.c_oflag ^= ONLCR;
    (void) tcsetattr((int) numbers[0], (int) (numbers[3] & 3) % 3, &settings);
}

OPERATION(tcflush)
{
    (void) tcflush((int) numbers[0], (int) numbers[1]);
}
