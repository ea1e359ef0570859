/*
 * asked_to_end_ok.c: a reader ends when SIGTERM asks it to; its parent, which does not care, writes once more.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t is_to_end;

static void on_term(int signal) {
    is_to_end = signal;
}

static void read_on(int end) {
    char byte;
    struct sigaction action = { .sa_handler = on_term };
    sigaction(SIGTERM, &action, NULL);
    while (!is_to_end && read(end, &byte, 1) != 0)
        ;
    _exit(0);
}

int main(void) {
    int data[2];
    pipe(data);
    signal(SIGPIPE, SIG_IGN);
    pid_t child = fork();
    if (child == 0) {
        close(data[1]);
        read_on(data[0]);
    }
    usleep(20000);
    kill(child, SIGTERM);
    write(data[1], "late", 4);
    wait(NULL);
    return 0;
}
