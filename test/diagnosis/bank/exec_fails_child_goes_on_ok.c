/*
 * exec_fails_child_goes_on_ok.c: the mended twin of exec_fails_child_goes_on.c.
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int status;

    if (fork() == 0) {
        execl("/usr/bin/no-such-tool", "no-such-tool", (char *)NULL);
        _exit(127);
    }
    wait(&status);
    if (status != 0)
        write(2, "not saved\n", 10);
    return 0;
}
