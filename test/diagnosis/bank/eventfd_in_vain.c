/*
 * eventfd_in_vain.c: a process waits at an eventfd that nobody but itself could add to.
 * finding: IPC004, hangs
 * words: No process has what could end that
 * lines: 16
 */
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

int main(void)
{
    int fd = eventfd(0, 0);
    uint64_t value = 1;

    read(fd, &value, sizeof value);
    return 0;
}
