/*
 * daemon_keeps_end_ok.c: the service closes what it has inherited, and its starter ends.
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
            close(ends[0]);
            close(ends[1]);
            sleep(1);
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
