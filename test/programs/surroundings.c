/* Prints all that a program finds when it starts, except what differs from one process to the next. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

extern char **environ;

static void print_bytes(const char *what, const char *text)
{
    printf("%s ", what);
    for (; *text != 0; text++)
        printf("%02x", (unsigned char) *text);
    printf("\n");
}

static void print_signals(void)
{
    sigset_t blocked, pending;
    sigprocmask(SIG_BLOCK, NULL, &blocked);
    sigpending(&pending);
    for (int number = 1; number <= 64; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) == 0)
            printf("signal %d: %s%s%s\n", number, action.sa_handler == SIG_IGN ? "ignored" : "default",
                   sigismember(&blocked, number) ? ", blocked" : "", sigismember(&pending, number) ? ", pending" : "");
    }
}

static void print_descriptors(void)
{
    for (int descriptor = 0; descriptor < 256; descriptor++) {
        char path[64], link[4096];
        snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
        ssize_t length = readlink(path, link, sizeof link - 1);
        if (length < 0)
            continue;
        link[length] = 0;
        printf("descriptor %d: flags %d, status flags %o, offset %ld", descriptor, fcntl(descriptor, F_GETFD), fcntl(descriptor, F_GETFL),
               (long) lseek(descriptor, 0, SEEK_CUR));
        print_bytes(",", descriptor == 1 ? "" : link);
    }
}

static void print_limits(void)
{
    for (int resource = 0; resource < RLIMIT_NLIMITS; resource++) {
        struct rlimit limit;
        if (getrlimit(resource, &limit) == 0)
            printf("limit %d: %llu %llu\n", resource, (unsigned long long) limit.rlim_cur, (unsigned long long) limit.rlim_max);
    }
}

/* Of proc(5), without what is of this process alone, or says that it is traced. SigQ counts for all processes of the user. */
static void print_status(void)
{
    static const char *const others[] = { "Pid",       "Tgid",    "Ngid", "NSpid", "NStgid",    "NSpgid",       "NSsid", "PPid",
                                          "TracerPid", "Seccomp", "Vm",   "Rss",   "voluntary", "nonvoluntary", "SigQ" };
    FILE *status = fopen("/proc/self/status", "r");
    char line[4096];
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        int is_other = 0;
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
            is_other |= strncmp(line, others[i], strlen(others[i])) == 0;
        if (!is_other)
            fputs(line, stdout);
    }
    fclose(status);
}

int main(int count, char **arguments)
{
    print_descriptors();
    for (int i = 0; i < count; i++)
        print_bytes("argument", arguments[i]);
    for (char **variable = environ; *variable != NULL; variable++)
        print_bytes("environment", *variable);
    print_signals();
    print_limits();
    print_status();
    mode_t mask = umask(0);
    char directory[4096], *terminal = ttyname(0);
    int tty = open("/dev/tty", O_RDWR);
    printf("umask %o\npersonality %x\ndirectory %s\nterminal %s\n", mask, personality(0xffffffff), getcwd(directory, sizeof directory),
           terminal != NULL ? terminal : "none");
    printf("session %d, group %d, controlling terminal %s, foreground %d\n", getsid(0), getpgrp(), tty >= 0 ? "yes" : "no",
           tty >= 0 ? tcgetpgrp(tty) : 0);
    printf("nice %d, dumpable %d\n", getpriority(PRIO_PROCESS, 0), prctl(PR_GET_DUMPABLE));
    return 0;
}
