/* One line for each way to step: with a call, without one, with several, over fork, wait, and exec. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int add(int one, int other)
{
    return one + other;
}

static void talk(int fd)
{
    if (write(fd, "one", 3) == -1)
        exit(1);
    if (write(fd, "two", 3) == -1)
        exit(1);
}

int main(void)
{
    int ends[2];
    if (pipe(ends) == -1)
        return 1;
    int sum = add(1, 2);
    talk(ends[1]);
    pid_t child = fork();
    if (child == 0) {
        sum = add(sum, 1);
        close(ends[1]);
        execl("/nowhere/true", "true", (char *) NULL);
        execl("/bin/true", "true", (char *) NULL);
        _exit(127);
    }
    sum = add(sum, 2);
    waitpid(child, NULL, 0);
    close(ends[0]);
    return sum == 5 ? 0 : 1;
}
