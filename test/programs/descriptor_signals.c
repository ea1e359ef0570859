/*
 * descriptor_signals.c: signals that tell of descriptors (fcntl(2), O_ASYNC): SIGIO of its own accord, which says no more; the signal
 * of F_SETSIG, which names the descriptor; the same accepted by sigwaitinfo() and read from a signalfd.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

static void on_signal(int signal)
{
    (void) signal;
}

static void ask_to_be_told(int fd, int signal)
{
    fcntl(fd, F_SETOWN, getpid());
    if (signal != 0)
        fcntl(fd, F_SETSIG, signal);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_ASYNC);
}

int main(void)
{
    int queued = SIGRTMIN, ends[2], sockets[2];
    struct signalfd_siginfo taken;
    siginfo_t information;
    sigset_t set;

    signal(SIGIO, on_signal);
    signal(queued, on_signal);
    if (pipe(ends) != 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
        return EXIT_FAILURE;
    ask_to_be_told(ends[0], 0);
    write(ends[1], "a", 1);
    ask_to_be_told(sockets[0], SIGIO);
    write(sockets[1], "b", 1);
    ask_to_be_told(ends[1], queued);
    fcntl(ends[0], F_SETFL, 0);
    read(ends[0], &taken, 1);

    sigemptyset(&set);
    sigaddset(&set, SIGIO);
    sigprocmask(SIG_BLOCK, &set, NULL);
    write(sockets[1], "c", 1);
    sigwaitinfo(&set, &information);
    int fd = signalfd(-1, &set, 0);
    shutdown(sockets[1], SHUT_WR);
    read(fd, &taken, sizeof taken);
    return information.si_fd == sockets[0] && (int) taken.ssi_fd == sockets[0] ? EXIT_SUCCESS : EXIT_FAILURE;
}
