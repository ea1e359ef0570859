/*
 * exec_fails_child_goes_on_ok.c: the mended twin of exec_fails_child_goes_on.c.
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0) {
        execl("/usr/bin/no-such-tool", "no-such-tool", (char *)NULL);
        _exit(127);
    }
    wait(NULL);
    write(2, "saved\n", 6);
    return 0;
}
