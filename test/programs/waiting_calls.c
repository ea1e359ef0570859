/*
 * waiting_calls.c: waits for three seconds in the call that is named. After a debugger's pause each must end as it
 * does without one: by its time running out, or by what it waited for.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <time.h>
#include <unistd.h>

static const struct timespec wait_time = { 3, 0 };
enum { wait_milliseconds = 3000 };

int main(int argc, char **argv)
{
    int ends[2];
    const char *call = argc > 1 ? argv[1] : "nanosleep";

    if (pipe(ends) == -1)
        return 1;
    errno = 0; /* Breakpoint: before it waits. */
    if (strcmp(call, "nanosleep") == 0) {
        nanosleep(&wait_time, NULL);
    } else if (strcmp(call, "epoll_wait") == 0) {
        struct epoll_event event;
        epoll_wait(epoll_create1(0), &event, 1, wait_milliseconds);
    } else if (strcmp(call, "poll") == 0) {
        struct pollfd end = { ends[0], POLLIN, 0 };
        poll(&end, 1, wait_milliseconds);
    } else if (strcmp(call, "sigtimedwait") == 0) {
        sigset_t set;
        sigemptyset(&set);
        sigaddset(&set, SIGUSR1);
        sigprocmask(SIG_BLOCK, &set, NULL);
        sigtimedwait(&set, NULL, &wait_time);
    }
    printf("%s: %s\n", call, strerror(errno));
    return 0;
}
