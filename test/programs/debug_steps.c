/*
 * debug_steps.c: what a debugger does within one process: calls to step into and over, a
 * loop for a conditional breakpoint, a variable to watch, and a longjmp to step across.
 */
#include <setjmp.h>
#include <stdio.h>

static volatile int total;
static volatile double ratio = 0.5;
static __thread volatile int thread_local_number = 11;
static jmp_buf place;

static int square(int number)
{
    int result = number * number; /* Mark: in square. */
    return result;
}

static void add(int number)
{
    total = total + number; /* Mark: in add. */
}

static void leap(void)
{
    longjmp(place, 3); /* Mark: longjmp. */
}

int main(void)
{
    int first = square(3); /* Mark: start. */
    int second = square(first);
    for (int i = 0; i < 1000; i++)
        add(i);
    ratio = ratio * 3; /* Mark: after the loop. */
    for (int i = 0; i < 3; i++)
        first++; /* Mark: until. */
    second++;    /* Mark: after until. */
    total = 1;   /* Mark: before the watched stores. */
    total = 2;
    second = second + total;
    thread_local_number++;
    if (setjmp(place) == 0)
        leap();
    else
        second++; /* Mark: after longjmp. */
    printf("%d %d %d %g\n", first, second, total, ratio);
    return 42;
}
