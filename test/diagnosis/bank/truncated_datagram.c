/*
 * truncated_datagram.c: a buffer that is too small for a datagram.
 * finding: IPC026
 * words: got 8 bytes of a datagram of 14
 * lines: 17
 */
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    int ends[2];
    char bytes[8];

    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
    write(ends[1], "a long message", 14);
    read(ends[0], bytes, sizeof bytes);
    return 0;
}
