/*
 * sigpipe_handler_exits_ok.c: who prints for a reader that has gone ends in the handler of SIGPIPE, as ps does.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void end(int signal)
{
    exit(signal == SIGPIPE ? 0 : 1);
}

int main(void)
{
    int ends[2];
    char line[100];

    pipe(ends);
    if (fork() == 0) {
        close(ends[0]);
        signal(SIGPIPE, end);
        FILE *lines = fdopen(ends[1], "w");
        for (int i = 0; i < 100000; i++)
            fwrite("one line of many\n", 1, 17, lines);
        _exit(1);
    }
    close(ends[1]);
    read(ends[0], line, sizeof line);
    close(ends[0]);
    wait(NULL);
    return 0;
}
