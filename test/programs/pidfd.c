/* pidfd.c: pidfds of children, of strangers, of threads and of the process itself, before and after they are reaped. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef P_PIDFD
#define P_PIDFD 3
#endif
#ifndef PIDFD_THREAD
#define PIDFD_THREAD O_EXCL
#endif

static void expect(int holds)
{
    if (!holds)
        abort();
}

static int open_pidfd(pid_t pid, int flags)
{
    return (int) syscall(SYS_pidfd_open, pid, flags);
}

static int send_signal(int pidfd, int signal)
{
    return (int) syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}

static pid_t sleeper(void)
{
    pid_t child = fork();

    while (child == 0)
        pause();
    return child;
}

static void of_a_child(void)
{
    siginfo_t information;
    int pidfd = open_pidfd(sleeper(), 0), copy = dup(pidfd);
    struct pollfd asked = { pidfd, POLLIN, 0 };

    expect(poll(&asked, 1, 0) == 0);
    expect(send_signal(pidfd, 0) == 0);
    expect(send_signal(pidfd, SIGTERM) == 0);
    expect(poll(&asked, 1, -1) == 1);
    expect(waitid(P_PIDFD, (id_t) copy, &information, WEXITED | WNOWAIT) == 0);
    expect(waitid(P_PIDFD, (id_t) copy, &information, WEXITED) == 0);
    expect(send_signal(copy, SIGTERM) == -1);
    expect(waitid(P_PIDFD, (id_t) copy, &information, WEXITED) == -1);
    close(pidfd);
    close(copy);
}

/* A child that is not waited for leaves no zombie. */
static void without_zombies(void)
{
    pid_t child;
    int pidfd;
    struct pollfd asked = { 0, POLLIN, 0 };

    signal(SIGCHLD, SIG_IGN);
    child = sleeper();
    pidfd = asked.fd = open_pidfd(child, O_NONBLOCK);
    kill(child, SIGKILL);
    poll(&asked, 1, -1);
    while (kill(child, 0) == 0)
        usleep(1000);
    close(pidfd);
    signal(SIGCHLD, SIG_DFL);
}

static void borrowed(void)
{
    int ends[2], pidfd, copy;
    pid_t child;

    expect(pipe(ends) == 0);
    child = sleeper();
    pidfd = open_pidfd(child, 0);
    close(ends[0]);
    copy = (int) syscall(SYS_pidfd_getfd, pidfd, ends[0], 0);
    expect(copy >= 0 && (fcntl(copy, F_GETFD) & FD_CLOEXEC) != 0);
    expect(syscall(SYS_pidfd_getfd, pidfd, 77, 0) == -1);
    expect(write(ends[1], "x", 1) == 1);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    expect(syscall(SYS_pidfd_getfd, pidfd, 0, 0) == -1);
    close(copy);
    close(ends[1]);
    close(pidfd);
}

static void *of_a_thread(void *unused)
{
    int pidfd = open_pidfd((pid_t) syscall(SYS_gettid), PIDFD_THREAD);
    sigset_t set;

    (void) unused;
    if (pidfd < 0)
        return NULL;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    expect(send_signal(pidfd, SIGUSR1) == 0);
    close(open("/dev/null", O_RDONLY));
    return NULL;
}

int main(void)
{
    pthread_t thread;
    int own = open_pidfd(getpid(), 0);

    expect(own >= 0 && (open_pidfd(-1, 0) == -1));
    expect(open_pidfd(1, 0) >= 0);
    of_a_child();
    without_zombies();
    borrowed();
    expect(pthread_create(&thread, NULL, of_a_thread, NULL) == 0);
    pthread_join(thread, NULL);
    signal(SIGUSR2, SIG_IGN);
    expect(send_signal(own, SIGUSR2) == 0);
    if (fork() == 0)
        _exit(send_signal(own, SIGUSR2) == 0 ? 0 : 1);
    wait(NULL);
    return 0;
}
