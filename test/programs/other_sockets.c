/*
 * Netlink, raw and packet sockets: made, bound, connected, asked and received from. What needs privileges is left out without them.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/ip_icmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void require(int holds, const char *what)
{
    if (holds)
        return;
    perror(what);
    exit(EXIT_FAILURE);
}

static void ask_kernel(void)
{
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
    struct sockaddr_nl own = { .nl_family = AF_NETLINK }, kernel = { .nl_family = AF_NETLINK };
    struct {
        struct nlmsghdr head;
        struct rtgenmsg body;
    } request = { { sizeof request, RTM_GETLINK, NLM_F_REQUEST | NLM_F_DUMP, 1, 0 }, { AF_UNSPEC } };
    static char answer[32768];

    require(fd >= 0 && bind(fd, (struct sockaddr *) &own, sizeof own) == 0, "netlink");
    require(sendto(fd, &request, sizeof request, 0, (struct sockaddr *) &kernel, sizeof kernel) == sizeof request, "sendto");
    require(recv(fd, answer, sizeof answer, 0) > 0, "recv");
    close(fd);
}

static void ping(void)
{
    int fd = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP), six = socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6);
    struct sockaddr_in loopback = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct icmphdr echo = { .type = ICMP_ECHO, .checksum = htons(0xf7ff) };
    char packet[256];

    if (fd >= 0) {
        require(bind(fd, (struct sockaddr *) &loopback, sizeof loopback) == 0, "bind");
        require(connect(fd, (struct sockaddr *) &loopback, sizeof loopback) == 0, "connect");
        require(send(fd, &echo, sizeof echo, 0) == sizeof echo, "send");
        require(recv(fd, packet, sizeof packet, 0) > 0, "recv");
        close(fd);
    }
    if (six >= 0)
        close(six);
}

static void watch_loopback(void)
{
    int fd = socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL));
    struct sockaddr_ll loopback = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_IP), .sll_ifindex = (int) if_nametoindex("lo") };

    if (fd < 0)
        return;
    require(bind(fd, (struct sockaddr *) &loopback, sizeof loopback) == 0, "bind");
    ping();
    close(fd);
}

int main(void)
{
    ask_kernel();
    ping();
    watch_loopback();
    return EXIT_SUCCESS;
}
