/* A debugger in a program whose shared memory is watched. */
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct pair {
    int first, second;
};

int main(void)
{
    struct pair *pair = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int read = 0;
    pair->first = 5; /* Breakpoint: first. */
    pair->second = 6;
    read = pair->first + pair->second; /* Breakpoint: sum. */
    printf("%d\n", read);
    if (fork() == 0) {
        pair->first = 7; /* Breakpoint: child. */
        return 0;
    }
    wait(NULL);
    printf("%d %d\n", pair->first, pair->second);
    return 0;
}
