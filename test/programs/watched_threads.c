/* Threads that use shared memory at once: nothing that one does may be missed while another's access is let through.
 *   watched_threads THREADS TIMES */
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

static int times;
static uint32_t *memory;

static void *work(void *argument)
{
    uint32_t *slot = argument;
    for (int i = 0; i < times; i++) {
        __atomic_fetch_add(memory, 1, __ATOMIC_SEQ_CST);
        *slot = (uint32_t) i;
    }
    return NULL;
}

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    int number = atoi(words[1]);
    times = atoi(words[2]);
    memory = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    pthread_t threads[16];
    for (int i = 0; i < number; i++)
        pthread_create(&threads[i], NULL, work, memory + 1024 + i);
    for (int i = 0; i < number; i++)
        pthread_join(threads[i], NULL);
    printf("%u\n", *memory);
    return 0;
}
