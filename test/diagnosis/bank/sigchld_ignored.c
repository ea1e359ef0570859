/*
 * sigchld_ignored.c: the status of a child is lost, since SIGCHLD is ignored.
 * finding: IPC034
 * words: the kernel keeps no status
 * lines: 14 18
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;
    signal(SIGCHLD, SIG_IGN);
    pid_t child = fork();
    if (child == 0)
        _exit(3);
    waitpid(child, &status, 0);
    return 0;
}
