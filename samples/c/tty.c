/*
 * tty.c: both ends of a pseudoterminal: echo, what becomes of a newline, and a hang-up.
 *
 * What to watch for in the diagram:
 *   1. One end is the master, /dev/ptmx: whoever has it is keyboard and screen. The other end,
 *      /dev/pts/N, is a terminal, and controls the child's session.
 *   2. What is typed comes back before anybody has read it: the terminal echoes. A newline goes to
 *      the screen as two bytes, "\r\n". The child gets the line as it was typed.
 *   3. Without ECHO the same keys come to the child, and nothing to the screen: a password.
 *   4. The master is closed: the terminal is hung up, and the leader of its session gets SIGHUP.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

/* It tells through a pipe what it gets from the terminal. */
static void child(const char *name, int report)
{
    char line[64];
    ssize_t length;

    if (setsid() == -1)
        die("setsid");
    int terminal = open(name, O_RDWR);
    if (terminal == -1)
        die("open");
    if (write(report, "ready\n", 6) == -1)
        die("write");
    /* Stop 1: Step: it waits until a line is complete. */
    while ((length = read(terminal, line, sizeof line)) > 0)
        if (write(report, line, (size_t) length) == -1)
            die("write");
    _exit(EXIT_FAILURE); /* SIGHUP comes first. */
}

static void type(int keyboard, const char *keys)
{
    if (write(keyboard, keys, strlen(keys)) == -1)
        die("write");
}

/* Read from there until a whole line has come. */
static void show_line(const char *where, int from)
{
    char line[64];
    size_t length = 0;

    while (length == 0 || line[length - 1] != '\n') {
        if (read(from, line + length, 1) != 1)
            die("read");
        length++;
    }
    length -= length > 1 && line[length - 2] == '\r' ? 2 : 1;
    printf("%s %.*s\n", where, (int) length, line);
}

static void set_echo(int terminal, int on)
{
    struct termios settings;

    if (tcgetattr(terminal, &settings) == -1)
        die("tcgetattr");
    settings.c_lflag = on ? settings.c_lflag | ECHO : settings.c_lflag & ~(tcflag_t) ECHO;
    if (tcsetattr(terminal, TCSANOW, &settings) == -1)
        die("tcsetattr");
}

int main(void)
{
    int report[2], status;

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master == -1 || grantpt(master) == -1 || unlockpt(master) == -1)
        die("posix_openpt");
    const char *name = ptsname(master);
    if (pipe(report) == -1)
        die("pipe");
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        close(master);
        close(report[0]);
        child(name, report[1]);
    }
    close(report[1]);
    show_line("the child is", report[0]);

    /* Stop 2: Step: 6 bytes are written, and 7 can be read: the echo. */
    type(master, "hello\n");
    show_line("on the screen:", master);
    show_line("the child got:", report[0]);

    /* Stop 3: Step: without ECHO, the screen stays as it is. */
    set_echo(master, 0);
    type(master, "secret\n");
    show_line("the child got:", report[0]);
    set_echo(master, 1);
    type(master, "again\n");
    show_line("on the screen:", master);
    show_line("the child got:", report[0]);

    /* Stop 4: Step: the terminal is hung up. */
    close(master);
    if (waitpid(pid, &status, 0) == -1)
        die("waitpid");
    printf("the child was ended by SIG%s\n", WIFSIGNALED(status) ? sigabbrev_np(WTERMSIG(status)) : "?");
    return EXIT_SUCCESS;
}
