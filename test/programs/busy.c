/*
 * busy.c: computes, and calls getppid() once in each iteration: no call that is traced.
 * Argument: iterations (default 100000), about two microseconds each. Prints a checksum.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define STEPS 2000 /* Of arithmetic, between two getppid(). */

int main(int argc, char *argv[])
{
    long iterations = argc > 1 ? atol(argv[1]) : 100000;
    uint32_t sum = 1;
    long same_parent = 0;
    pid_t parent = getppid();

    for (long i = 0; i < iterations; i++) {
        for (int step = 0; step < STEPS; step++)
            sum = sum * 1664525u + 1013904223u;
        if (getppid() == parent)
            same_parent++;
    }
    printf("%ld iterations, %ld with the same parent, checksum %u\n", iterations, same_parent, sum);
    return EXIT_SUCCESS;
}
