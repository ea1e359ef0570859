/*
 * The C half of mixed.ts: adds the numbers that come on its standard input, in a file that it has in its memory.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int fd = argc == 2 ? open(argv[1], O_RDWR) : -1;
    if (fd == -1) {
        perror("mixed_child");
        return 1;
    }
    long *sum = mmap(NULL, sizeof *sum, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (sum == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    long number;
    while (scanf("%ld", &number) == 1)
        *sum += number;
    printf("the sum is %ld\n", *sum);
    return 0;
}
