/*
 * exec_target.c: the program that exec_parent.c starts. Prints its arguments and returns
 * their number.
 */
#include <stdio.h>

static int count_arguments(int argc, char *argv[])
{
    int count = 0;
    for (int i = 1; i < argc; i++) {
        printf("target: argument %s\n", argv[i]); /* Breakpoint: target. */
        count = count + 1;
    }
    return count;
}

int main(int argc, char *argv[])
{
    int count = count_arguments(argc, argv);
    printf("target: %d arguments\n", count);
    return count;
}
