/* blocked_by_exec_ok.c: with the mask that there was before. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    sigset_t term, old;
    sigemptyset(&term), sigaddset(&term, SIGTERM), sigprocmask(SIG_BLOCK, &term, &old);
    pid_t child = fork();
    if (child == 0) {
        sigprocmask(SIG_SETMASK, &old, NULL);
        execlp("sleep", "sleep", "1", NULL);
        _exit(127);
    }
    usleep(100000);
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
    return 0;
}
