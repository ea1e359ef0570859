/*
 * many_descriptors.c: opens 200 descriptors of several kinds, then closes them all.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define GROUPS 40 /* Of five descriptors each. */

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static int checked(const char *call, int result)
{
    if (result == -1)
        die(call);
    return result;
}

int main(void)
{
    int descriptors[GROUPS * 5];
    int count = 0;

    for (int i = 0; i < GROUPS; i++) {
        int ends[2];
        checked("pipe2", pipe2(ends, i % 2 == 0 ? O_CLOEXEC : O_NONBLOCK));
        descriptors[count++] = ends[0];
        descriptors[count++] = ends[1];
        descriptors[count++] = checked("open", open("/dev/null", O_RDWR | O_APPEND));
        descriptors[count++] = checked("dup", dup(ends[1]));
        descriptors[count++] = checked("fcntl", fcntl(ends[0], F_DUPFD_CLOEXEC, 500));
    }
    printf("%d descriptors are open\n", count); /* Breakpoint: all are open. */

    for (int i = 0; i < count; i++)
        checked("close", close(descriptors[i]));
    printf("%d descriptors are closed\n", count);
    return EXIT_SUCCESS;
}
