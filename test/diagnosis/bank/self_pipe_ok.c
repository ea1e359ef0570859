/* self_pipe_ok.c: a handler tells the main loop through a pipe of its own process. */
#include <signal.h>
#include <unistd.h>

static int ends[2];

static void on_term(int signal)
{
    (void)signal;
    write(ends[1], "t", 1);
}

int main(void)
{
    struct sigaction action = {.sa_handler = on_term, .sa_flags = SA_RESTART};
    char byte;
    pipe(ends);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGCHLD, SIG_IGN);
    if (fork() == 0) {
        close(ends[0]), close(ends[1]);
        usleep(300000);
        kill(getppid(), SIGTERM);
        _exit(0);
    }
    read(ends[0], &byte, 1);
    return 0;
}
