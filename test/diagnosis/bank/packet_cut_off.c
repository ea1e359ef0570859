/*
 * packet_cut_off.c: a packet of a SOCK_SEQPACKET connection is longer than the buffer.
 * finding: IPC026
 * words: got 4 bytes of a datagram of 11
 * lines: 17
 */
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    char bytes[4];
    int ends[2];

    socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);
    send(ends[0], "hello world", 11, 0);
    recv(ends[1], bytes, sizeof bytes, 0);
    return 0;
}
