/*
 * packet_cut_off_ok.c: the buffer holds the longest packet.
 */
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    char bytes[16];
    int ends[2];

    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);
    send(ends[0], "hello world", 11, 0);
    recv(ends[1], bytes, sizeof bytes, 0);
    return 0;
}
