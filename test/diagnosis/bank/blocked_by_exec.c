/*
 * blocked_by_exec.c: sleep is executed with SIGTERM blocked, and does not end.
 * finding: IPC052
 * words: it was blocked when
 * lines: 17 21
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    sigset_t term, old;
    sigemptyset(&term), sigaddset(&term, SIGTERM), sigprocmask(SIG_BLOCK, &term, &old);
    pid_t child = fork();
    if (child == 0) {
        execlp("sleep", "sleep", "1", NULL);
        _exit(127);
    }
    usleep(100000);
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    return 0;
}
