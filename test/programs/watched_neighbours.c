/* What another thread does meanwhile: nothing that this one reads may be missed. Prints how often it has read the second word.
 *   watched_neighbours call TIMES       the other hands the memory to calls
 *   watched_neighbours replace TIMES    the other maps other memory in its place */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile uint32_t *memory;
static volatile int is_over;

static void map(void)
{
    int flags = MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED;
    memory = mmap((void *) 0x100000000, 4096, PROT_READ | PROT_WRITE, flags, -1, 0);
}

static void *call(void *pipe_ends)
{
    const int *ends = pipe_ends;
    while (!is_over)
        if (write(ends[1], (const void *) memory, 4) != 4 || read(ends[0], (void *) memory, 4) != 4)
            exit(3);
    return NULL;
}

static void *replace(void *nothing)
{
    while (!is_over)
        map();
    return nothing;
}

int main(int count, char **words)
{
    int ends[2], times;
    pthread_t other;
    if (count != 3 || pipe(ends) == -1)
        return 2;
    map();
    pthread_create(&other, NULL, strcmp(words[1], "call") == 0 ? call : replace, ends);
    for (times = 0; times < atoi(words[2]); times++)
        (void) memory[1];
    is_over = 1;
    pthread_join(other, NULL);
    printf("%d\n", times);
    return 0;
}
