/* select_not_refilled_ok.c: the sets are filled before each call. */
#include <sys/select.h>
#include <unistd.h>

int main(void)
{
    int one[2], other[2];
    char byte;
    fd_set set;
    pipe(one), pipe(other);
    for (int i = 0; i < 2; i++) {
        if (fork() == 0) {
            usleep(200000 * (i + 1));
            write(i == 0 ? one[1] : other[1], "x", 1);
            _exit(0);
        }
    }
    for (int i = 0; i < 2; i++) {
        FD_ZERO(&set);
        FD_SET(one[0], &set), FD_SET(other[0], &set);
        select(other[0] + 1, &set, NULL, NULL, NULL);
        read(FD_ISSET(one[0], &set) ? one[0] : other[0], &byte, 1);
    }
    return 0;
}
