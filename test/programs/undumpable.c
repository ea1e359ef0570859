/* A process of which the kernel tells nothing to a tracer without privileges. */
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char bytes[4];
    if (prctl(PR_SET_DUMPABLE, 0) != 0 || pipe(ends) != 0)
        return 1;
    if (fork() == 0)
        _exit(read(ends[0], bytes, sizeof bytes) == 3 ? 5 : 1);
    usleep(20000);
    int status = 0;
    if (write(ends[1], "abc", 3) != 3 || wait(&status) < 0)
        return 1;
    printf("child: %d\n", WEXITSTATUS(status));
    return 0;
}
