/*
 * daemon_keeps_end.c: a service has inherited the pipe from which the answer of its starter is read.
 * finding: IPC008, hangs
 * words: got by fork at daemon_keeps_end.c:17, keeps
 * lines: 17 27
 */
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char text[64];

    pipe(ends);
    if (fork() == 0) {
        if (fork() == 0) {
            setsid();
            sleep(1000);
            _exit(0);
        }
        write(ends[1], "started\n", 8);
        _exit(0);
    }
    close(ends[1]);
    wait(NULL);
    while (read(ends[0], text, sizeof text) > 0)
        ;
    return 0;
}
