/*
 * debug_leader_ends.c: main() ends its own thread; another one works on, and either ends
 * the process or, with an argument, executes that program.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_t leader;

static void *run(void *argument)
{
    char **words = argument;

    pthread_join(leader, NULL);
    puts("alone"); /* Mark: without its leader. */
    fflush(stdout);
    if (words[0] != NULL)
        execv(words[0], words);
    exit(5);
}

int main(int argc, char *argv[])
{
    pthread_t thread;

    (void) argc;
    leader = pthread_self();
    if (pthread_create(&thread, NULL, run, argv + 1) != 0)
        return EXIT_FAILURE;
    pthread_exit(NULL);
}
