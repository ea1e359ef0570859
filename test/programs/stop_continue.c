/* A child that reads is stopped and goes on; then its reads meet a handler without SA_RESTART, and one with it. */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int ends[2];

static void nothing(int signal)
{
    (void) signal;
}

static void *wait_for_signals(void *unused)
{
    for (;;)
        pause();
    return unused;
}

static void handle(int flags)
{
    struct sigaction action = { .sa_handler = nothing, .sa_flags = flags };
    sigaction(SIGUSR1, &action, NULL);
}

/* Its second thread leaves SIGUSR1 to the first. */
static int child(void)
{
    sigset_t user;
    sigemptyset(&user);
    sigaddset(&user, SIGUSR1);
    pthread_sigmask(SIG_BLOCK, &user, NULL);
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_signals, NULL);
    handle(0);
    pthread_sigmask(SIG_UNBLOCK, &user, NULL);
    char byte;
    int interrupted = read(ends[0], &byte, 1) < 0 && errno == EINTR;
    handle(SA_RESTART);
    return interrupted && read(ends[0], &byte, 1) == 1 ? 7 : 1;
}

/* Until its first thread sleeps in a call, see proc_pid_stat(5). */
static void wait_until_it_waits(pid_t pid)
{
    char path[32], state = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int) pid);
    while (state != 'S') {
        usleep(1000);
        FILE *file = fopen(path, "r");
        if (file == NULL || fscanf(file, "%*d (%*[^)]) %c", &state) != 1)
            exit(EXIT_FAILURE);
        fclose(file);
    }
}

static void send_when_it_waits(pid_t pid, int signal)
{
    wait_until_it_waits(pid);
    kill(pid, signal);
}

int main(void)
{
    int status;
    if (pipe(ends) != 0)
        return 1;
    pid_t pid = fork();
    if (pid == 0)
        _exit(child());
    send_when_it_waits(pid, SIGSTOP);
    waitpid(pid, &status, WUNTRACED);
    printf("stopped: %d\n", WIFSTOPPED(status) ? WSTOPSIG(status) : -1);
    kill(pid, SIGCONT);
    waitpid(pid, &status, WCONTINUED);
    printf("continued: %d\n", WIFCONTINUED(status));
    send_when_it_waits(pid, SIGUSR1);
    send_when_it_waits(pid, SIGUSR1);
    wait_until_it_waits(pid);
    if (write(ends[1], "x", 1) != 1)
        return 1;
    waitpid(pid, &status, 0);
    printf("exited: %d\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1);
    return 0;
}
