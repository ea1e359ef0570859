/* long_vfork.c: a vfork child sleeps for the milliseconds given, while its parent is suspended; then both go on. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int counted;

int main(int argc, char **argv)
{
    unsigned milliseconds = argc > 1 ? (unsigned) atoi(argv[1]) : 1000;
    int status;

    pid_t child = vfork();
    if (child == 0) {
        usleep(milliseconds * 1000);
        _exit(5);
    }
    for (int i = 0; i < 200; i++) {
        counted++; /* Breakpoint: the parent goes on. */
        usleep(10000);
    }
    if (waitpid(child, &status, 0) == -1)
        return 1;
    printf("status %d\n", WEXITSTATUS(status));
    return 0;
}
