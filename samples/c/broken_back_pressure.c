/*
 * broken_back_pressure.c: two processes that both write first, and read later. A classic mistake.
 *
 * What to watch for in the diagram:
 *   1. Each has a large present for the other: more than fits into a socket.
 *   2. Both write(). The kernel takes what there is room for, and lets the writer wait until
 *      the other end has read some of it: this is back-pressure.
 *   3. But the other end reads only when it has written all. Both directions are full, both
 *      processes wait for room. This is a deadlock.
 *   4. With small presents nothing ever goes wrong, which is why such a mistake is found late.
 * What would be right: one reads while the other writes; or poll(), and only what is possible
 * at the moment.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PRESENT = 400000 };

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

static void exchange(int socket, char letter)
{
    static char present[PRESENT];

    memset(present, letter, sizeof present);
    /* Stop 1 (both): step, and both wait in write(). */
    if (write(socket, present, sizeof present) != sizeof present)
        die("write");
    for (size_t got = 0; got < sizeof present;) {
        ssize_t part = read(socket, present, sizeof present);
        if (part <= 0)
            die("read");
        got += (size_t) part;
    }
    printf("%c: has got its present\n", letter);
    exit(EXIT_SUCCESS);
}

static pid_t start(int own, int other, char letter)
{
    pid_t pid = fork();
    if (pid == -1)
        die("fork");
    if (pid > 0)
        return pid;
    close(other);
    exchange(own, letter);
    exit(EXIT_FAILURE);
}

int main(void)
{
    int ends[2];

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
        die("socketpair");
    pid_t anna = start(ends[0], ends[1], 'A'), bert = start(ends[1], ends[0], 'B');
    close(ends[0]);
    close(ends[1]);
    setpgid(anna, anna); /* One process group, so that one kill() is for both at once. */
    setpgid(bert, anna);

    rest(200);
    /* Stop 2 (parent): both directions are full, and nobody reads. */
    printf("parent: both wait for room\n");
    kill(-anna, SIGKILL);
    waitpid(anna, NULL, 0);
    waitpid(bert, NULL, 0);
    return EXIT_SUCCESS;
}
