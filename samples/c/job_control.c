/*
 * job_control.c: a shell with one job, which is stopped twice: for reading in the background, and by Ctrl-Z.
 *
 * What to watch for in the diagram:
 *   1. The program is at the keyboard: it has the master of a pseudoterminal. Its child begins a
 *      session (setsid) and opens the other end, which controls that session from then on.
 *   2. The job is a process group of its own, in the background. It reads from the terminal:
 *      SIGTTIN stops it, and waitpid() with WUNTRACED tells the shell.
 *   3. The shell puts the job into the foreground (tcsetpgrp) and sends SIGCONT: the read goes on.
 *   4. Ctrl-Z is a byte (032) that is written to the master: the terminal makes SIGTSTP of it, for
 *      the foreground process group. The shell takes the terminal back, as after any stop.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void say(int terminal, const char *before, const char *what)
{
    char text[128];
    int length = snprintf(text, sizeof text, "%s%s\n", before, what);

    if (write(terminal, text, (size_t) length) == -1)
        die("write");
}

static void job(int terminal)
{
    char line[64];

    if (setpgid(0, 0) == -1) /* As the shell does: whoever is first. */
        die("setpgid");
    /* Stop 1: it is in the background. Step: SIGTTIN stops it in the middle of read(). */
    ssize_t length = read(terminal, line, sizeof line);
    if (length <= 0)
        die("read");
    line[length - 1] = '\0'; /* in the place of the newline */
    say(terminal, "the job got ", line);
    for (;;)
        pause(); /* until Ctrl-Z, and then until SIGTERM */
}

static void wait_for_stop(pid_t child, int terminal)
{
    int status;

    /* Stop 2: the shell waits. Step: it is told that its child was stopped; there is no zombie. */
    if (waitpid(child, &status, WUNTRACED) == -1)
        die("waitpid");
    if (!WIFSTOPPED(status))
        exit(EXIT_FAILURE);
    say(terminal, "the job was stopped by SIG", sigabbrev_np(WSTOPSIG(status)));
}

static void give_terminal_to(pid_t group, int terminal)
{
    if (tcsetpgrp(terminal, group) == -1)
        die("tcsetpgrp");
}

static void shell(const char *name)
{
    int status;

    if (setsid() == -1)
        die("setsid");
    int terminal = open(name, O_RDWR); /* The leader of a session had none: now it has this one. */
    if (terminal == -1)
        die("open");
    signal(SIGTTOU, SIG_IGN); /* Else tcsetpgrp() from the background would stop the shell. */

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        signal(SIGTTOU, SIG_DFL);
        job(terminal);
    }
    if (setpgid(child, child) == -1)
        die("setpgid");
    wait_for_stop(child, terminal);

    /* Stop 3: `fg`. Step: the job's group is in the foreground, then SIGCONT lets it go on. */
    give_terminal_to(child, terminal);
    if (kill(-child, SIGCONT) == -1)
        die("kill");
    wait_for_stop(child, terminal); /* Ctrl-Z */
    give_terminal_to(getpgrp(), terminal);

    /* What is stopped does not see SIGTERM before it goes on. */
    if (kill(-child, SIGTERM) == -1 || kill(-child, SIGCONT) == -1)
        die("kill");
    if (waitpid(child, &status, 0) == -1)
        die("waitpid");
    say(terminal, "the job was ended by SIG", sigabbrev_np(WTERMSIG(status)));
    _exit(EXIT_SUCCESS);
}

static void type(int keyboard, const char *keys)
{
    if (write(keyboard, keys, strlen(keys)) == -1)
        die("write");
}

/* Read what is on the screen, until that has been there. */
static void wait_for(int screen, const char *text)
{
    static char seen[1024];
    static size_t length;

    while (strstr(seen, text) == NULL) {
        ssize_t more = read(screen, seen + length, sizeof seen - 1 - length);
        if (more <= 0)
            die("read");
        length += (size_t) more;
    }
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master == -1 || grantpt(master) == -1 || unlockpt(master) == -1)
        die("posix_openpt");
    const char *name = ptsname(master);

    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(master);
        shell(name);
    }
    wait_for(master, "stopped by SIGTTIN\r\n");
    type(master, "hello\n");
    wait_for(master, "got hello\r\n");
    /* Stop 4: somebody presses Ctrl-Z. Step: the job, which is in the foreground, is stopped. */
    type(master, "\032");
    wait_for(master, "stopped by SIGTSTP\r\n");
    wait_for(master, "ended by SIGTERM\r\n");
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    printf("the job was stopped twice, and ended\n");
    return EXIT_SUCCESS;
}
