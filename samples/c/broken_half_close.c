/*
 * broken_half_close.c: a question, an answer, and nobody who says that the question is over. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. The child sends its question and waits for the answer.
 *   2. The server reads to the end of the question, as socket.c does. But the end does not
 *      come: the child still could send more.
 *   3. Each waits in read() for the other, and both directions are empty. This is a deadlock.
 *   4. The parent ends it by killing the child: then its socket is closed, and the end comes.
 * What would be right: shutdown(socket, SHUT_WR) after the question, as in socket.c; or a
 * question that says how long it is.
 */
#include <signal.h>
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

static void ask(int socket)
{
    char answer[16];

    if (write(socket, "how far?", 8) != 8)
        die("write");
    /* Stop 1 (child): the question is sent. Step: the child waits for ever. */
    ssize_t got = read(socket, answer, sizeof answer);
    if (got == -1)
        die("read");
    printf("child: got \"%.*s\"\n", (int) got, answer);
    exit(EXIT_SUCCESS);
}

static void answer(int socket)
{
    char buffer[16];
    ssize_t got;

    while ((got = read(socket, buffer, sizeof buffer)) > 0)
        printf("server: got \"%.*s\", and waits for the end\n", (int) got, buffer);
    /* Stop 2 (server): only now, and nobody is left to get the answer. */
    printf("server: the end has come, and nobody wants the answer\n");
    exit(EXIT_SUCCESS);
}

static pid_t start(void (*part)(int), int own, int other)
{
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid > 0)
        return pid;
    close(other);
    part(own);
    exit(EXIT_FAILURE);
}

int main(void)
{
    int ends[2];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
        die("socketpair");
    pid_t server = start(answer, ends[0], ends[1]);
    pid_t child = start(ask, ends[1], ends[0]);
    close(ends[0]);
    close(ends[1]);

    rest(200);
    /* Stop 3 (parent): both children wait in read(), each for the other. */
    printf("parent: they wait for each other\n");
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    waitpid(server, NULL, 0);
    return EXIT_SUCCESS;
}
