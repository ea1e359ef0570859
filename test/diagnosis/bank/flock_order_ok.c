/*
 * flock_order_ok.c: two processes lock two files in the same order.
 */
#include <fcntl.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

static void both(const char *first, const char *second)
{
    int one = open(first, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    int other = open(second, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    flock(one, LOCK_EX);
    usleep(200000);
    flock(other, LOCK_EX);
    _exit(0);
}

int main(void)
{
    if (fork() == 0)
        both("one.lock", "other.lock");
    if (fork() == 0)
        both("one.lock", "other.lock");
    while (wait(NULL) > 0)
        ;
    return 0;
}
