/*
 * child_ends_by_sigterm_ok.c: suspicious, but correct: a parent ends its worker, which works until then, and need not ask how it ended.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t helpers[2];

    for (int i = 0; i < 2; i++) {
        helpers[i] = fork();
        if (helpers[i] == 0)
            for (;;)
                usleep(1000);
    }
    usleep(20000);
    kill(helpers[0], SIGTERM);
    kill(helpers[1], SIGABRT);
    while (wait(NULL) > 0)
        continue;
    return 0;
}
