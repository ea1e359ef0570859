/*
 * socket_chat.c: a chat room, one who talks much and one who reads late: back-pressure.
 *
 * What to watch for in the diagram:
 *   1. Each member has a pair of sockets with the room, for whole messages (SOCK_SEQPACKET).
 *   2. Bert is away. What Anna says goes through the room, and waits in his socket.
 *   3. His socket is full. The room waits until there is room again: in poll() for POLLOUT, and
 *      with one message in its hand. It takes none from Anna meanwhile.
 *   4. So Anna's messages wait in the room's socket, until that is full, too. Then Anna waits
 *      in send(). Nothing is lost, and nobody needs endless memory: the slowest sets the pace,
 *      from socket to socket back to where the messages come from.
 *   5. Bert comes back and reads. All go on.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MESSAGES = 24, SMALL_BUFFER = 4096 };

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

static void tell(int socket, const char *text, size_t length)
{
    if (send(socket, text, length, 0) != (ssize_t) length)
        die("send");
}

static size_t hear(int socket, char *text, size_t size)
{
    ssize_t length = recv(socket, text, size, 0);
    if (length == -1)
        die("recv");
    return (size_t) length;
}

static void anna(int room)
{
    char text[32];

    for (int number = 1; number <= MESSAGES; number++) {
        size_t length = (size_t) snprintf(text, sizeof text, "message %d", number);
        /* Stop 1 (Anna): after some 15 messages step does not come back: she waits for room. */
        tell(room, text, length);
    }
    size_t length = hear(room, text, sizeof text);
    printf("anna: bert says %.*s\n", (int) length, text);
    exit(EXIT_SUCCESS);
}

static void bert(int room)
{
    char text[32], answer[32];
    size_t length = 0;

    rest(200); /* He is away. */
    for (int number = 1; number <= MESSAGES; number++) {
        /* Stop 2 (Bert): his socket is full. Step some times: the others go on. */
        length = hear(room, text, sizeof text);
    }
    printf("bert: the last one is %.*s\n", (int) length, text);
    length = (size_t) snprintf(answer, sizeof answer, "got all %d", MESSAGES);
    tell(room, answer, length);
    hear(room, text, sizeof text); /* The end, when the room closes. */
    exit(EXIT_SUCCESS);
}

/* Until `socket` is ready for `events`. */
static void wait_for(int socket, short events)
{
    struct pollfd ready = { .fd = socket, .events = events };
    if (poll(&ready, 1, -1) == -1)
        die("poll");
}

static void pass_on(int from, int to)
{
    char text[32];

    wait_for(from, POLLIN);
    size_t length = hear(from, text, sizeof text);
    /* Stop 3 (room): one message in its hand. Step: it waits until Bert has read. */
    wait_for(to, POLLOUT);
    tell(to, text, length);
}

/* The room's end; `member` is run in a process of its own, with the other. */
static int enter(void (*member)(int), int others_end, pid_t *pid)
{
    int ends[2], size = SMALL_BUFFER;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == -1)
        die("socketpair");
    for (int end = 0; end < 2; end++)
        if (setsockopt(ends[end], SOL_SOCKET, SO_SNDBUF, &size, sizeof size) == -1)
            die("setsockopt");
    *pid = fork();
    if (*pid == -1)
        die("fork");
    if (*pid == 0) {
        close(ends[0]);
        if (others_end != -1)
            close(others_end);
        member(ends[1]);
    }
    close(ends[1]);
    return ends[0];
}

int main(void)
{
    pid_t members[2];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    int to_anna = enter(anna, -1, &members[0]), to_bert = enter(bert, to_anna, &members[1]);

    for (int number = 1; number <= MESSAGES; number++)
        pass_on(to_anna, to_bert);
    pass_on(to_bert, to_anna);
    close(to_anna);
    close(to_bert);
    for (int member = 0; member < 2; member++)
        if (waitpid(members[member], NULL, 0) == -1)
            die("waitpid");
    return EXIT_SUCCESS;
}
