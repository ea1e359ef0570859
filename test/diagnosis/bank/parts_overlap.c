/*
 * parts_overlap.c: two children fill the halves of an array, and one fills a place too many.
 * finding: IPC080
 * memory: watched
 * words: 4 bytes at offset 16
 * lines: 18 18
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
            fill(results, half * HALF, half == 0 ? HALF : 2 * HALF - 1);
            _exit(0);
        }
    }
    wait(NULL), wait(NULL);
    return 0;
}
