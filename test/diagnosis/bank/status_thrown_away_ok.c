/*
 * status_thrown_away_ok.c: status_thrown_away.c, with the status looked at.
 */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void store(int *place)
{
    int number = 42;
    *place = number;
}

static int run(void (*work)(int *), int *place)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        work(place);
        _exit(0);
    }
    waitpid(child, &status, 0);
    return status == 0;
}

int main(void)
{
    if (run(store, NULL))
        puts("stored");
    return 0;
}
