/* sleepers.c: as many children as the argument says, which sleep until they are killed, as their parent does. */
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
    int children = argc > 1 ? atoi(argv[1]) : 1;

    for (int i = 0; i < children; i++)
        if (fork() == 0)
            break;
    for (;;)
        pause(); /* Here they sleep. */
}
