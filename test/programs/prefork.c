/* A server that forks its workers beforehand: eight workers, and for each a pipe with requests and one with replies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WORKERS = 8 };

static int requests[WORKERS][2];
static int replies[WORKERS][2];

static void work(int in, int out)
{
    char request[32];
    ssize_t length;
    while ((length = read(in, request, sizeof request)) > 0) {
        for (ssize_t at = 0; at < length; at++)
            if (request[at] >= 'a' && request[at] <= 'z')
                request[at] -= 'a' - 'A';
        if (write(out, request, length) == -1)
            exit(1);
    }
    exit(length == 0 ? 0 : 1);
}

int main(void)
{
    for (int number = 0; number < WORKERS; number++) {
        if (pipe(requests[number]) == -1 || pipe(replies[number]) == -1)
            return 1;
        if (fork() == 0) {
            for (int other = 0; other <= number; other++) {
                close(requests[other][1]);
                close(replies[other][0]);
            }
            work(requests[number][0], replies[number][1]);
        }
        close(requests[number][0]);
        close(replies[number][1]);
    }
    for (int number = 0; number < WORKERS; number++) {
        char request[32];
        int length = snprintf(request, sizeof request, "request %d", number);
        if (write(requests[number][1], request, length) == -1)
            return 1;
    }
    for (int number = 0; number < WORKERS; number++) {
        char reply[32];
        if (read(replies[number][0], reply, sizeof reply) <= 0)
            return 1;
    }
    puts("all have answered");
    for (int number = 0; number < WORKERS; number++)
        close(requests[number][1]);
    while (wait(NULL) != -1)
        continue;
    return 0;
}
