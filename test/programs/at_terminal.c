/*
 * at_terminal.c: somebody at a terminal. Runs a program in a session of its own under a pseudoterminal, does what standard input says,
 * line by line, and copies the screen to standard output.
 *
 *     type TEXT       these keys; \n, \003, \032 stand for themselves
 *     see TEXT        wait until that is on the screen, since the last time that something was seen
 *     job NAME        wait until a program of that name leads the foreground process group, and sleeps
 *     stopped NAME    wait until a program of that name in this session stands still: it does not read any more
 *     prompt          wait until the first foreground process group is in the foreground again
 *     hang up         close the terminal's other end, as who closes its window does
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static char screen[1 << 16];
static size_t seen, shown;
static int master;
static pid_t child;

/* A whole dialogue takes a second. */
static void give_up(int signal)
{
    static const char sentence[] = "\n[the dialogue does not go on]\n";

    (void) signal;
    if (write(STDOUT_FILENO, screen, shown) == -1 || write(STDOUT_FILENO, sentence, sizeof sentence - 1) == -1)
        _exit(98);
    _exit(99);
}

/* Whatever has come by then; false: the other end is gone. */
static int look(int milliseconds)
{
    struct pollfd ready = { .fd = master, .events = POLLIN };

    if (poll(&ready, 1, milliseconds) <= 0)
        return 1;
    ssize_t length = read(master, screen + shown, sizeof screen - 1 - shown);
    if (length <= 0)
        return 0;
    shown += (size_t) length;
    return 1;
}

static void see(const char *text)
{
    char *place;

    while ((place = strstr(screen + seen, text)) == NULL)
        if (!look(1000))
            give_up(0);
    seen = (size_t) (place - screen) + strlen(text);
}

static pid_t foreground(void)
{
    pid_t group = 0;

    return ioctl(master, TIOCGPGRP, &group) == 0 ? group : 0;
}

static int is_in_state(pid_t pid, const char *wanted, const char *states)
{
    char path[64], name[64] = "", state = 0;
    int session = 0;

    snprintf(path, sizeof path, "/proc/%d/stat", (int) pid);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return 0;
    int found = fscanf(file, "%*d (%63[^)]) %c %*d %*d %d", name, &state, &session) == 3;
    fclose(file);
    return found && strchr(states, state) != NULL && strcmp(name, wanted) == 0 && session == child;
}

static int stands_still(const char *name)
{
    DIR *processes = opendir("/proc");
    int found = 0;

    for (struct dirent *each; !found && (each = readdir(processes)) != NULL;)
        found = is_in_state(atoi(each->d_name), name, "Tt");
    closedir(processes);
    return found;
}

static void type(const char *text)
{
    for (; *text != '\0'; text++) {
        char key = *text;
        if (key == '\\' && text[1] == 'n') {
            key = '\n';
            text++;
        } else if (key == '\\' && text[1] == '0') {
            key = (char) strtol((char[4]){ text[1], text[2], text[3], 0 }, NULL, 8);
            text += 3;
        }
        if (write(master, &key, 1) != 1)
            give_up(0);
    }
}

static void follow(void)
{
    char line[256];
    pid_t first = 0;

    while (fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "type ", 5) == 0)
            type(line + 5);
        else if (strncmp(line, "see ", 4) == 0)
            see(line + 4);
        else if (strncmp(line, "job ", 4) == 0)
            while (foreground() == first || !is_in_state(foreground(), line + 4, "S"))
                look(10);
        else if (strncmp(line, "stopped ", 8) == 0)
            while (!stands_still(line + 8))
                look(10);
        else if (strcmp(line, "prompt") == 0)
            while (first != 0 && foreground() != first)
                look(10);
        else if (strcmp(line, "hang up") == 0)
            close(master);
        if (first == 0)
            first = foreground();
    }
}

int main(int argc, char *argv[])
{
    int status;

    if (argc < 2)
        return 2;
    signal(SIGALRM, give_up);
    alarm(110); /* Before who started it gives up (test/patience.ts). */
    master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master == -1 || grantpt(master) == -1 || unlockpt(master) == -1)
        return 3;
    child = fork();
    if (child == 0) {
        setsid();
        int terminal = open(ptsname(master), O_RDWR);
        for (int fd = 0; fd <= 2; fd++)
            dup2(terminal, fd);
        if (terminal > 2)
            close(terminal);
        execvp(argv[1], argv + 1);
        _exit(127);
    }
    follow();
    while (look(1000)) {
    }
    waitpid(child, &status, 0);
    fwrite(screen, 1, shown, stdout);
    printf("[ends with %d]\n", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    return 0;
}
