/*
 * socket.c: two sockets that are connected to each other, one for the parent and one for the child.
 *
 * What to watch for in the diagram:
 *   1. socketpair() gives two descriptors, and each stands for a socket of its own. What is
 *      sent through one is received from the other, in both directions: unlike a pipe, which
 *      has one.
 *   2. The child sends a question in two pieces. They wait in the parent's socket, one behind
 *      the other. To the reader they are one stream: one read() gets both.
 *   3. shutdown(SHUT_WR) ends one direction. The parent reads to the end of the question, and
 *      can still answer: close() would have ended both directions.
 *   4. When the child has closed its socket, the parent finds the end too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void rest(long milliseconds)
{
    struct timespec duration = { 0, milliseconds * 1000 * 1000 };
    nanosleep(&duration, NULL);
}

static void send_text(int socket, const char *text)
{
    ssize_t length = (ssize_t) strlen(text);
    if (write(socket, text, (size_t) length) != length)
        die("write");
}

/* Reads until the end comes, and prints what it got. */
static void read_to_the_end(int socket, const char *who)
{
    char buffer[64];
    size_t length = 0;

    for (;;) {
        ssize_t got = read(socket, buffer + length, sizeof buffer - length);
        if (got == -1)
            die("read");
        if (got == 0)
            break;
        length += (size_t) got;
    }
    printf("%s: got \"%.*s\", and then the end\n", who, (int) length, buffer);
}

static void child(int socket)
{
    send_text(socket, "how far is ");
    /* Stop 1 (child): 11 bytes wait for the parent. Step: they are 22. */
    send_text(socket, "it to Rome?");
    rest(100);
    /* Stop 2 (child): after this, the parent reads to the end of the question. */
    if (shutdown(socket, SHUT_WR) == -1)
        die("shutdown");
    /* Stop 3 (child): it waits for an answer. The other direction is open. */
    read_to_the_end(socket, "child");
    exit(EXIT_SUCCESS);
}

int main(void)
{
    int ends[2];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
        die("socketpair");

    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid == 0) {
        close(ends[0]);
        child(ends[1]);
    }
    close(ends[1]);

    rest(50); /* Both pieces are there by now. */
    read_to_the_end(ends[0], "parent");
    /* Stop 4 (parent): the question is over, and the answer can still be sent. */
    send_text(ends[0], "1,500 km");
    close(ends[0]);
    if (waitpid(pid, NULL, 0) == -1)
        die("waitpid");
    return EXIT_SUCCESS;
}
