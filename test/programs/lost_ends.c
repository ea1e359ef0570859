/*
 * Readers who find the end of a pipe, and writers who find it broken, because the other side was closed on the way: by
 * close, dup2, close_range, execve or exit. Each of them many times, since a recorder sees effect and cause in any order.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum way { CLOSE, DUP2, CLOSE_RANGE, EXEC, EXIT, WAYS };

static void fail(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

/* Does not return when it ends the process or its program. */
static void lose(enum way way, int fd, const char *program)
{
    switch (way) {
    case CLOSE:
        close(fd);
        break;
    case DUP2:
        dup2(STDERR_FILENO, fd);
        break;
    case CLOSE_RANGE:
        syscall(SYS_close_range, 3, 100, 0);
        break;
    case EXEC:
        execl(program, program, "--end", NULL);
        fail(program);
    default:
        break;
    }
}

static void end(pid_t child)
{
    int status;
    if (waitpid(child, &status, 0) != child || status != 0) {
        fprintf(stderr, "status %#x\n", status);
        exit(EXIT_FAILURE);
    }
}

static void round_of(enum way way, int writes, const char *program)
{
    int ends[2];
    char byte;
    static char much[70000];

    if (pipe2(ends, O_CLOEXEC) != 0)
        fail("pipe2");
    pid_t child = fork();
    if (child == 0) {
        close(ends[writes]);
        lose(way, ends[1 - writes], program);
        exit(EXIT_SUCCESS);
    }
    close(ends[1 - writes]);
    if (!writes && read(ends[0], &byte, 1) != 0)
        fail("read");
    if (writes) {
        while (write(ends[1], much, sizeof much) > 0)
            continue;
        if (errno != EPIPE)
            fail("write");
    }
    end(child);
    close(ends[writes]);
}

int main(int argc, char *argv[])
{
    int rounds = argc > 1 ? atoi(argv[1]) : 1;

    if (argc > 1 && strcmp(argv[1], "--end") == 0)
        return EXIT_SUCCESS;
    signal(SIGPIPE, SIG_IGN);
    for (int i = 0; i < rounds; i++)
        for (int way = 0; way < WAYS; way++)
            for (int writes = 0; writes < 2; writes++)
                round_of((enum way) way, writes, argv[0]);
    return EXIT_SUCCESS;
}
