/*
 * eventfd_in_vain_ok.c: somebody adds to an eventfd before it is read.
 */
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int main(void)
{
    int fd = eventfd(0, 0);
    uint64_t value = 1;

    write(fd, &value, sizeof value);
    read(fd, &value, sizeof value);
    return 0;
}
