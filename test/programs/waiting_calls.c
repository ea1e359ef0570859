/*
 * waiting_calls.c: waits for three seconds in the call that is named. After a debugger's pause each must end as it
 * does without one: by its time running out, or by what it waited for.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ipc.h>
#include <sys/sem.h>
#include <sys/socket.h>
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
    } else if (strcmp(call, "futex") == 0) {
        sem_t semaphore;
        struct timespec end;
        sem_init(&semaphore, 0, 0);
        clock_gettime(CLOCK_REALTIME, &end);
        end.tv_sec += wait_time.tv_sec;
        sem_timedwait(&semaphore, &end);
    } else if (strcmp(call, "semtimedop") == 0) {
        struct sembuf down = { 0, -1, 0 };
        int set = semget(IPC_PRIVATE, 1, 0600);
        semtimedop(set, &down, 1, &wait_time);
        int error = errno;
        semctl(set, 0, IPC_RMID);
        errno = error;
    } else if (strcmp(call, "recv") == 0) {
        int sockets[2];
        struct timeval time = { 3, 0 };
        char byte;
        socketpair(AF_UNIX, SOCK_STREAM, 0, sockets);
        setsockopt(sockets[0], SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time);
        recv(sockets[0], &byte, 1, 0);
    }
    printf("%s: %s\n", call, strerror(errno));
    return 0;
}
