/* closed_twice_ok.c: one of them does. */
#include <unistd.h>

static void finish(int fd)
{
    close(fd);
}

int main(void)
{
    int ends[2];

    pipe(ends);
    finish(ends[1]);
    close(ends[0]);
    return 0;
}
