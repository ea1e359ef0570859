/* long_vfork.c: a vfork child sleeps until there is the file whose path is given, while its parent is suspended; then both
 * go on. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int counted;

int main(int argc, char **argv)
{
    int status;

    pid_t child = vfork();
    if (child == 0) {
        while (argc > 1 && access(argv[1], F_OK) == -1)
            usleep(10000);
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
