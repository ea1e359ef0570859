/*
 * exec_fails_child_goes_on.c: exec fails and the child runs on as a second parent.
 * finding: IPC030
 * words: p2 went on with the code of its parent p1
 * lines: 15 18
 */

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0) {
        execl("/usr/bin/no-such-tool", "no-such-tool", (char *)NULL);
    }
    wait(NULL);
    write(2, "saved\n", 6);
    return 0;
}
