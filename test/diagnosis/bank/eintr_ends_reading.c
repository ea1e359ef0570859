/*
 * eintr_ends_reading.c: a child reads until read fails, and takes the EINTR of a signal for the end.
 * finding: IPC054
 * words: EINTR is no end
 * lines: 40 52
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static void report(int signal)
{
    (void) signal; /* it would say how far it has come */
}

/* proc_pid_stat(5) */
static char state_of(pid_t process)
{
    char name[40], state = 0;
    snprintf(name, sizeof name, "/proc/%d/stat", (int) process);
    FILE *file = fopen(name, "r");
    fscanf(file, "%*d %*s %c", &state);
    fclose(file);
    return state;
}

int main(void)
{
    int jobs[2], ready[2];
    char byte = 'j';
    pipe(jobs), pipe(ready);
    pid_t child = fork();
    if (child == 0) {
        struct sigaction action = { .sa_handler = report };
        sigaction(SIGUSR1, &action, NULL);
        close(jobs[1]);
        write(ready[1], "r", 1);
        while (read(jobs[0], &byte, 1) > 0)
            write(ready[1], "d", 1);
        _exit(0);
    }
    read(ready[0], &byte, 1);
    write(jobs[1], "j", 1);
    read(ready[0], &byte, 1);
    while (state_of(child) != 'S') /* until it waits for the next */
        usleep(1000);
    kill(child, SIGUSR1);
    while (state_of(child) != 'Z') /* until it has given up: a byte that came sooner would end its read */
        usleep(1000);
    write(jobs[1], "k", 1);
    close(jobs[1]);
    wait(NULL);
    return 0;
}
