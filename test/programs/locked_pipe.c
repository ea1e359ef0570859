/*
 * Calls that sleep with a pipe locked: splice(2) and sendfile(2) from a socket in which nothing is into a pipe, and splice(2)
 * from a pipe into a socket that is full. Who asks then how much is in the pipe waits until the call goes on, and only the
 * parent can make it go on. Were it kept from that by a recorder that asks, the alarm would end the child.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { wait_at_most = 60, word_length = 5 };

static int ends[2], sockets[2];

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static ssize_t splice_in(void)
{
    return splice(sockets[0], NULL, ends[1], NULL, word_length, 0);
}

static ssize_t send_in(void)
{
    return sendfile(ends[1], sockets[0], NULL, word_length);
}

static ssize_t splice_out(void)
{
    return splice(ends[0], NULL, sockets[0], NULL, word_length, 0);
}

/* Until it is inside its call and sleeps there. */
static void wait_for_sleep(pid_t pid, long number)
{
    char path[64], line[256], state = '?';
    long inside = -1;

    while (state != 'S' || inside != number) {
        FILE *file;
        usleep(1000);
        snprintf(path, sizeof path, "/proc/%d/stat", (int) pid);
        file = fopen(path, "r");
        require(file != NULL, path);
        require(fgets(line, sizeof line, file) != NULL, path);
        sscanf(strrchr(line, ')'), ") %c", &state);
        fclose(file);
        snprintf(path, sizeof path, "/proc/%d/syscall", (int) pid);
        file = fopen(path, "r");
        require(file != NULL, path);
        inside = fgets(line, sizeof line, file) != NULL ? strtol(line, NULL, 10) : -1;
        fclose(file);
    }
}

static pid_t begin(ssize_t (*call)(void), long number)
{
    pid_t child = fork();
    require(child >= 0, "fork");
    if (child == 0) {
        alarm(wait_at_most);
        ssize_t length = call();
        require(length == word_length, "the call");
        _exit(EXIT_SUCCESS);
    }
    wait_for_sleep(child, number);
    return child;
}

static void end(pid_t child)
{
    int status;
    require(waitpid(child, &status, 0) == child, "waitpid");
    require(status == 0, "the child");
}

static void into_pipe(ssize_t (*call)(void), long number)
{
    char word[word_length];
    pid_t child = begin(call, number);

    require(write(sockets[1], "hello", word_length) == word_length, "write");
    end(child);
    require(read(ends[0], word, sizeof word) == word_length, "read");
}

static void out_of_pipe(void)
{
    static char much[4096];
    size_t sent = 0;
    pid_t child;

    require(fcntl(sockets[0], F_SETFL, O_NONBLOCK) == 0, "F_SETFL");
    for (ssize_t length; (length = write(sockets[0], much, sizeof much)) > 0;)
        sent += (size_t) length;
    require(errno == EAGAIN, "write");
    require(fcntl(sockets[0], F_SETFL, 0) == 0, "F_SETFL");
    require(write(ends[1], "hello", word_length) == word_length, "write");
    child = begin(splice_out, SYS_splice);
    for (size_t taken = 0; taken < sent + word_length;) {
        ssize_t length = read(sockets[1], much, sizeof much);
        require(length > 0, "read");
        taken += (size_t) length;
    }
    end(child);
}

int main(void)
{
    require(pipe(ends) == 0, "pipe");
    require(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) == 0, "socketpair");
    into_pipe(splice_in, SYS_splice);
    into_pipe(send_in, SYS_sendfile);
    out_of_pipe();
    return EXIT_SUCCESS;
}
