/*
 * parts_overlap_ok.c: each child fills its own half.
 * memory: watched
 */
#define _DEFAULT_SOURCE
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { HALF = 4 };

static void fill(int *results, int from, int to)
{
    for (int place = from; place <= to; place++)
        results[place] = 100 * from + place + 1;
}

int main(void)
{
    int *results = mmap(NULL, 2 * HALF * sizeof *results, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    for (int half = 0; half < 2; half++) {
        if (fork() == 0) {
            fill(results, half * HALF, (half + 1) * HALF - 1);
            _exit(0);
        }
    }
    wait(NULL), wait(NULL);
    return 0;
}
