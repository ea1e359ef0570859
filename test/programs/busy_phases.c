/*
 * busy_phases.c: runs until a debugger changes the variable goOn: for breakpoints that are
 * set while a program runs. Gives up after a minute.
 */
#include <stdio.h>
#include <time.h>

int main(void)
{
    volatile int goOn = 1;
    volatile unsigned long rounds = 0;
    time_t end = time(NULL) + 60;

    while (goOn && time(NULL) < end)
        rounds = rounds + 1; /* Breakpoint: set while running. */
    printf("%s\n", goOn ? "nobody came" : "told to end");
    return goOn;
}
