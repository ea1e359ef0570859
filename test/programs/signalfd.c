/* signalfd.c: masks that change, several messages at once, those of a thread, of a child, and what is not blocked. */
#define _GNU_SOURCE
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static struct signalfd_siginfo taken[8];

static void expect(int holds)
{
    if (!holds)
        abort();
}

static ssize_t take(int fd, int count)
{
    return read(fd, taken, (size_t) count * sizeof taken[0]) / (ssize_t) sizeof taken[0];
}

static sigset_t set_of(int first, int second)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, first);
    sigaddset(&set, second);
    return set;
}

static void several_at_once(int fd)
{
    union sigval value = { .sival_int = 5 };

    kill(getpid(), SIGUSR1);
    kill(getpid(), SIGUSR1);
    sigqueue(getpid(), SIGRTMIN, value);
    sigqueue(getpid(), SIGRTMIN, value);
    expect(take(fd, 1) == 1);
    expect(take(fd, 8) == 2 && taken[1].ssi_int == 5);
    expect(read(fd, taken, sizeof taken) == -1);
    expect(read(fd, taken, 3) == -1);
}

static void changed(int fd)
{
    sigset_t other = set_of(SIGUSR2, SIGKILL), both = set_of(SIGUSR1, SIGRTMIN);

    kill(getpid(), SIGUSR1);
    expect(signalfd(fd, &other, 0) == fd);
    expect(take(fd, 1) <= 0);
    kill(getpid(), SIGUSR2);
    expect(take(fd, 4) == 1);
    expect(signalfd(fd, &both, 0) == fd);
    expect(take(fd, 4) == 1);
    expect(signalfd(0, &both, 0) == -1);
}

static void *read_as_thread(void *descriptor)
{
    int fd = *(int *) descriptor;

    syscall(SYS_tgkill, getpid(), (int) syscall(SYS_gettid), SIGUSR1);
    kill(getpid(), SIGUSR2);
    take(fd, 8);
    return NULL;
}

static void of_a_thread(int fd)
{
    pthread_t thread;
    sigset_t both = set_of(SIGUSR1, SIGUSR2);

    expect(signalfd(fd, &both, 0) == fd);
    expect(pthread_create(&thread, NULL, read_as_thread, &fd) == 0);
    pthread_join(thread, NULL);
}

/* A read takes what is pending for the reader, whoever made the descriptor. */
static void of_a_child(int fd)
{
    kill(getpid(), SIGUSR1);
    if (fork() == 0) {
        expect(take(fd, 1) <= 0);
        kill(getpid(), SIGUSR2);
        expect(take(fd, 1) == 1 && taken[0].ssi_signo == SIGUSR2);
        _exit(0);
    }
    wait(NULL);
    expect(take(fd, 1) == 1);
}

static void of_a_waiter(void)
{
    sigset_t child = set_of(SIGCHLD, SIGHUP);
    int fd = signalfd(-1, &child, SFD_CLOEXEC);
    struct pollfd asked = { fd, POLLIN, 0 };

    sigprocmask(SIG_BLOCK, &child, NULL);
    if (fork() == 0)
        _exit(1);
    poll(&asked, 1, -1);
    expect(take(fd, 1) == 1 && taken[0].ssi_signo == SIGCHLD);
    wait(NULL);
    if (fork() == 0) {
        kill(getppid(), SIGHUP);
        _exit(0);
    }
    expect(take(fd, 1) == 1);
    wait(NULL);
    close(fd);
}

static void ignore(int signal)
{
    (void) signal;
}

static void not_blocked(void)
{
    sigset_t set = set_of(SIGALRM, SIGALRM);
    int fd = signalfd(-1, &set, SFD_NONBLOCK);

    signal(SIGALRM, ignore);
    kill(getpid(), SIGALRM);
    expect(take(fd, 1) <= 0);
    close(fd);
}

int main(void)
{
    sigset_t set = set_of(SIGUSR1, SIGRTMIN), blocked = set_of(SIGUSR1, SIGUSR2);
    int fd;

    sigaddset(&blocked, SIGRTMIN);
    sigprocmask(SIG_BLOCK, &blocked, NULL);
    fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    expect(signalfd(-1, &set, 1) == -1);
    several_at_once(fd);
    changed(fd);
    of_a_thread(fd);
    of_a_child(fd);
    close(fd);
    of_a_waiter();
    not_blocked();
    return 0;
}
