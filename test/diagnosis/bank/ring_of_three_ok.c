/*
 * ring_of_three_ok.c: one of three processes in a ring of pipes sends first.
 */
#include <unistd.h>
#include <sys/wait.h>

static int ring[3][2];

static void pass_on(int self)
{
    char token = 't';
    int next = (self + 1) % 3;

    for (int each = 0; each < 3; each++) {
        if (each != self)
            close(ring[each][0]);
        if (each != next)
            close(ring[each][1]);
    }
    if (self == 0)
        write(ring[next][1], &token, 1);
    read(ring[self][0], &token, 1);
    if (self != 0)
        write(ring[next][1], &token, 1);
    _exit(0);
}

int main(void)
{
    for (int each = 0; each < 3; each++)
        pipe(ring[each]);
    for (int each = 0; each < 3; each++)
        if (fork() == 0)
            pass_on(each);
    for (int each = 0; each < 3; each++) {
        close(ring[each][0]);
        close(ring[each][1]);
    }
    while (wait(NULL) > 0)
        ;
    return 0;
}
