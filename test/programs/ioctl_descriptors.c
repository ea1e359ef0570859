/* ioctl_descriptors.c: requests of ioctl(2) that return a descriptor (ioctl_ns(2), ioctl_tty(2)), and one that returns a number. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/nsfs.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

int main(void)
{
    int network = open("/proc/self/ns/net", O_RDONLY);
    int owner = ioctl(network, NS_GET_USERNS);
    int terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY), unlocked = 0, other;

    if (network == -1 || owner == -1 || terminal == -1 || fcntl(owner, F_GETFD) != FD_CLOEXEC)
        return EXIT_FAILURE;
    ioctl(network, NS_GET_NSTYPE);
    ioctl(terminal, TIOCSPTLCK, &unlocked);
    other = ioctl(terminal, TIOCGPTPEER, O_RDWR | O_NOCTTY);
    if (other == -1)
        return EXIT_FAILURE;
    close(other);
    close(owner);
    owner = ioctl(network, NS_GET_USERNS);
    return owner == -1 ? EXIT_FAILURE : EXIT_SUCCESS;
}
