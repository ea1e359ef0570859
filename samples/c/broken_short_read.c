/*
 * broken_short_read.c: what one read() returns is taken for a message. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. The child sends two orders. To the kernel they are bytes of one stream.
 *   2. The first order goes out in two pieces, as large ones do over a network. The parent's
 *      first read() gets the first piece only, and takes it for the whole.
 *   3. The second order waits right behind the rest of the first: the next read() gets both,
 *      and the parent takes them for one.
 * What would be right: orders that say where they end (a newline, or their length before
 * them), and a loop that reads until one is complete; or SOCK_SEQPACKET, which keeps messages
 * apart.
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

static void send_piece(int socket, const char *text)
{
    ssize_t length = (ssize_t) strlen(text);
    if (write(socket, text, (size_t) length) != length)
        die("write");
}

static void child(int socket)
{
    send_piece(socket, "pay 100 ");
    rest(100);
    /* Stop 1 (child): the parent has taken "pay 100 " for an order. */
    send_piece(socket, "to Anna");
    send_piece(socket, "pay 20 to Bert");
    exit(EXIT_SUCCESS);
}

int main(void)
{
    int ends[2];
    char order[64];
    ssize_t length;

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

    /* Stop 2 (parent): what is in the socket is what read() will return, whoever sent it. */
    while ((length = read(ends[0], order, sizeof order)) > 0) {
        printf("parent: an order: \"%.*s\"\n", (int) length, order);
        rest(200); /* Both other pieces are there by now. */
    }
    if (length == -1)
        die("read");
    close(ends[0]);
    if (waitpid(pid, NULL, 0) == -1)
        die("waitpid");
    return EXIT_SUCCESS;
}
