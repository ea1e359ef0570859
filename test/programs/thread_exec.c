/*
 * thread_exec.c: a thread that is not the leader calls exec while the leader and another
 * thread wait. The new program gets the leader's thread number.
 * Arguments: the program and its arguments (default: echo executed by a thread).
 */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void *wait_for_ever(void *unused)
{
    (void) unused;
    for (;;)
        pause();
    return NULL;
}

static void *execute(void *arguments)
{
    char **program = arguments;
    printf("the thread is not the leader: %s\n", gettid() != getpid() ? "yes" : "no");
    fflush(stdout);
    execvp(program[0], program); /* Breakpoint: the second thread. */
    die("execvp");
    return NULL;
}

int main(int argc, char *argv[])
{
    char *echo[] = { "echo", "executed", "by", "a", "thread", NULL };
    pthread_t idle;
    pthread_t executor;

    if (pthread_create(&idle, NULL, wait_for_ever, NULL) != 0)
        die("pthread_create");
    if (pthread_create(&executor, NULL, execute, argc > 1 ? argv + 1 : echo) != 0)
        die("pthread_create");
    pthread_join(executor, NULL); /* Never returns: exec ends this thread. */
    return EXIT_FAILURE;
}
