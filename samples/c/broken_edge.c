/*
 * broken_edge.c: edge-triggered, and not read to the end: bytes wait for somebody who waits for them.
 *
 * What to watch for in the diagram:
 *   1. The read end of a pipe is in the set of an epoll instance, with EPOLLET: it is
 *      reported once for each change.
 *   2. The client writes a request of ten bytes, and waits for the answer.
 *   3. The server is told, and reads four bytes. Six are left in the pipe.
 *   4. It waits for more in epoll_wait(). Nothing changes any more, so nothing is reported:
 *      the bytes are there, and both wait. The card of the server names the pipe that it
 *      waits for, and the pipe shows six bytes.
 *   5. A time limit ends the wait, so that this sample ends.
 *
 * What is wrong: with EPOLLET one has to read until EAGAIN, on a descriptor that does not
 * wait (O_NONBLOCK). `epoll.c` shows the difference between level and edge.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <unistd.h>

#define REQUEST 10

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void ask(int to_server, int from_server)
{
    char answer;

    if (write(to_server, "0123456789", REQUEST) != REQUEST)
        die("write");
    /* Stop 2, client: step. It waits for an answer that never comes. */
    ssize_t length = read(from_server, &answer, 1);
    printf(length == 1 ? "client: got an answer\n" : "client: the server is gone\n");
    exit(EXIT_SUCCESS);
}

static void serve(int set, int from_client, int to_client)
{
    struct epoll_event ready;
    char buffer[4];
    size_t received = 0;

    /* Stop 1, server: step through the first round, and then into the second. */
    while (received < REQUEST && epoll_wait(set, &ready, 1, received == 0 ? -1 : 200) == 1) {
        ssize_t length = read(from_client, buffer, sizeof buffer);
        if (length == -1)
            die("read");
        received += (size_t) length;
        printf("server: %zu of %d bytes\n", received, REQUEST);
    }
    if (received == REQUEST && write(to_client, "!", 1) != 1)
        die("write");
    if (received < REQUEST)
        printf("server: nothing was reported any more\n");
}

int main(void)
{
    int request[2], answer[2];

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (pipe(request) == -1 || pipe(answer) == -1)
        die("pipe");
    pid_t child = fork();
    if (child == -1)
        die("fork");
    if (child == 0) {
        close(request[0]);
        close(answer[1]);
        ask(request[1], answer[0]);
    }
    close(answer[0]);
    int set = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event interest = { .events = EPOLLIN | EPOLLET };
    if (set == -1 || epoll_ctl(set, EPOLL_CTL_ADD, request[0], &interest) == -1)
        die("epoll_ctl");
    serve(set, request[0], answer[1]);
    close(answer[1]);
    if (waitpid(child, NULL, 0) == -1)
        die("waitpid");
    return EXIT_SUCCESS;
}
