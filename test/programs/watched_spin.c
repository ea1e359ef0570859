/* A reader spins until a child, after a while, has written; and then the reader fills a page word by word, as often as it is told.
 *   watched_spin TIMES */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words)
{
    if (count != 2)
        return 2;
    volatile uint32_t *memory = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (fork() == 0) {
        usleep(20000);
        memory[1] = 5;
        return 0;
    }
    while (memory[1] == 0)
        ;
    wait(NULL);
    volatile uint32_t *page = memory + 1024;
    for (int i = 0; i < atoi(words[1]); i++)
        page[i % 1024] = (uint32_t) i;
    memory[2] = 6;
    uint32_t first = memory[1], second = page[0];
    printf("%u %u\n", first, second);
    return 0;
}
