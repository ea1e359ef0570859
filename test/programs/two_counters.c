/* two_counters.c: a parent and a child count for ever, each by itself. */
#include <unistd.h>

int main(void)
{
    volatile unsigned long count = 0;
    volatile unsigned long sum = 0;

    fork();
    for (;;) {
        count++; /* First line of the loop. */
        sum += count;
        count ^= sum;
        sum--;
    }
}
